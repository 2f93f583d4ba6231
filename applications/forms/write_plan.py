"""The editor of the Individual Plan: its texts and dates, and its lists of rows, without JavaScript."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField
from applications import plan_templates
from applications.forms.plan_rows import END_BEFORE_START, ROW_SETS
from applications.plan_content import TEXTS


class PlanForm(B2Form, forms.Form):
    """Nothing is needed to save a draft; what approval needs is said when the plan is sent."""

    mark_optional = False
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    wishes = forms.CharField(
        label=_("What matters, in the person's own words"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
    )
    emergency_plan = forms.CharField(
        label=_("If the caregiver cannot be there"),
        help_text=_("Who comes, from when, which number to call."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=4000,
    )
    caregiver_takes_part = forms.BooleanField(
        label=_("The caregiver takes part in the plan"),
        help_text=_("Only if the person, or who represents them, agrees (L.R. 23/2022)."),
        required=False,
    )
    caregiver_consent_on = ItalianDateField(label=_("The person agreed on"), required=False)
    profile = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    reason = forms.CharField(
        label=_("Why you change a signed plan"),
        help_text=_("Saving voids the signatures: they stay in the case, with your reason."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=300,
    )
    starts_on = ItalianDateField(label=_("The plan holds from"), required=False)
    ends_on = ItalianDateField(label=_("to"), required=False)
    review_on = ItalianDateField(label=_("First review on"), required=False)

    def clean(self):
        """Dates in their order."""
        found = super().clean()
        starts, ends, review = (found.get(name) for name in ("starts_on", "ends_on", "review_on"))
        if starts and ends and ends < starts:
            self.add_error("ends_on", END_BEFORE_START)
        if starts and review and review < starts:
            self.add_error("review_on", _("The review comes before the start of the plan: check the date."))
        lacks = found.get("caregiver_takes_part") and not found.get("caregiver_consent_on")
        if lacks and "caregiver_consent_on" not in self.errors:
            sentence = _("Write the day the person agreed that the caregiver takes part.")
            self.add_error("caregiver_consent_on", sentence)
        return found

    def clean_profile(self):
        """A hidden field: whatever is not one of the models is no model."""
        found = self.cleaned_data["profile"]
        return found if found in plan_templates.names() else ""

    def values(self):
        """The keyword ``fields`` of ``write_plan``."""
        return {name: self.cleaned_data[name] for name in (*TEXTS, "profile")}


class PlanEditor:
    """The form and its lists, read and checked as one; the error summary reads it like a form."""

    def __init__(self, *, plan=None, initial=None, data=None, lists=None):
        """``data``: what was posted, to be checked. ``lists``: {prefix: rows as typed}, shown unchecked."""
        self.is_bound = data is not None
        self.form = PlanForm(data, initial=initial)
        self.comments = {}
        if self.is_bound:
            known = typed_rows(data)
        else:
            known = lists if lists is not None else {rows.prefix_name: _of(plan, rows) for rows in ROW_SETS}
            for one in known.values():
                for row in one:
                    row["key"] = row.get("key") or uuid.uuid4()
        goals = [
            (str(row["key"]), row["title"]) for row in known["goals"] if row.get("key") and row.get("title")
        ]
        self.lists = [
            rows(
                data,
                initial=None if self.is_bound else known[rows.prefix_name],
                prefix=rows.prefix_name,
                form_kwargs={"goals": goals} if rows.prefix_name == "interventions" else {},
            )
            for rows in ROW_SETS
        ]

    def is_valid(self):
        """Check everything, so that every problem is said at once."""
        return all([self.form.is_valid(), *[one.is_valid() for one in self.lists]])

    def changes(self):
        """Keyword arguments of ``write_plan``."""
        found = {"fields": self.form.values()} | {one.prefix: one.values() for one in self.lists}
        kept = {row["key"] for row in found["goals"]}
        for row in found["interventions"]:  # the goal may have been taken away on the same page
            row["goal"] = row["goal"] if row["goal"] in kept else None
        return {**found, "reason": self.form.cleaned_data["reason"]}

    def non_field_errors(self):
        """Problems of no field."""
        found = list(self.form.non_field_errors())
        for one in self.lists:
            found += one.non_form_errors()
        return found

    def __iter__(self):
        yield from self.form
        for one in self.lists:
            for form in one.forms:
                yield from form


def _of(plan, rows):
    """The rows of ``plan`` as the forms of ``rows`` show them; one empty row where there is none."""
    if plan is None:
        return [{}]
    names = [name for name in rows.form.base_fields if name != "goal"]
    found = []
    for row in getattr(plan, rows.prefix_name).all():
        values = {name: getattr(row, name) for name in names}
        if "goal" in rows.form.base_fields:
            values["goal"] = str(row.goal.key) if row.goal_id else ""
        found.append(values)
    return found or [{}]


def typed_rows(data):
    """{prefix: [{field: what was typed}]} of a posted page, without judging it."""
    found = {}
    for rows in ROW_SETS:
        prefix = rows.prefix_name
        try:
            count = min(int(data.get(f"{prefix}-TOTAL_FORMS", 0)), rows.max_num)
        except ValueError:
            count = 0
        names = [*rows.form.base_fields, "DELETE"]
        found[prefix] = [
            {name: data.get(f"{prefix}-{index}-{name}", "") for name in names} for index in range(count)
        ]
    return found


def rearranged(data):
    """The typed rows after the button that was pressed (add, up or down), and the row to go to.

    None when no such button was pressed. ``totals`` only counts again, ``template`` fills what is empty from a model.
    ``add`` holds a prefix, ``up`` and ``down`` hold ``prefix-index``.
    """
    found = typed_rows(data)
    if "totals" in data:
        return found, None
    if "template" in data:
        return found | plan_templates.fill(found, data.get("model", "")), None
    if (prefix := data.get("add")) in found:
        found[prefix].append({})
        return found, (prefix, len(found[prefix]) - 1)
    for name, step in (("up", -1), ("down", 1)):
        prefix, _dash, index = data.get(name, "").rpartition("-")
        if prefix in found and index.isdecimal():
            rows, here = found[prefix], int(index)
            there = here + step
            if here < len(rows) and 0 <= there < len(rows):
                rows[here], rows[there] = rows[there], rows[here]
                here = there
            return found, (prefix, here)
    return None
