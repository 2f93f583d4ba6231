"""The editor of the Individual Plan: its texts and dates, and three lists of rows, without JavaScript."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField, ItalianMoneyField
from applications.models import PlanGoal, PlanIntervention, PlanResource

END_BEFORE_START = _("The end comes before the start: check the two dates.")


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
        return found

    def values(self):
        """The keyword ``fields`` of ``write_plan``."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "expected_version"}


class RowForm(B2Form, forms.Form):
    """One row. ``main`` is the field that makes it a row: the others without it would mean nothing."""

    main = ""
    mark_optional = False
    widths = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.width = self.widths.get(name, "")

    def clean(self):
        """Dates in their order."""
        found = super().clean()
        starts, ends = found.get("starts_on"), found.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", END_BEFORE_START)
        return found


class GoalForm(RowForm):
    main = "title"
    widths = {"title": "col-lg-5", "indicator": "col-lg-5", "by_date": "col-lg-2"}
    title = forms.CharField(label=_("Goal"), max_length=200)
    indicator = forms.CharField(label=_("How we will see it"), max_length=200, required=False)
    by_date = ItalianDateField(label=_("By"), required=False)


class InterventionForm(RowForm):
    main = "what"
    widths = {
        "what": "col-lg-4",
        "who": "col-lg-2",
        "how_often": "col-lg-2",
        "starts_on": "col-6 col-lg-2",
        "ends_on": "col-6 col-lg-2",
    }
    what = forms.CharField(label=_("What"), max_length=200)
    who = forms.CharField(label=_("Who"), max_length=120, required=False)
    how_often = forms.CharField(label=_("How often"), max_length=120, required=False)
    starts_on = ItalianDateField(label=_("From"), required=False)
    ends_on = ItalianDateField(label=_("To"), required=False)


class ResourceForm(RowForm):
    main = "label"
    widths = {
        "label": "col-lg-4",
        "fund": "col-6 col-lg-2",
        "nature": "col-6 col-lg-2",
        "quantity": "col-6 col-lg-2",
        "monthly_value": "col-6 col-lg-2",
    }
    label = forms.CharField(label=_("Resource"), max_length=160)
    # the amount of the measure comes from the calculation, never from the keyboard
    fund = forms.ChoiceField(
        label=_("Source"),
        choices=[
            ("", _("Choose…")),
            *[c for c in PlanResource.Fund.choices if c[0] != PlanResource.Fund.FNA],
        ],
    )
    nature = forms.ChoiceField(
        label=_("Kind"), choices=PlanResource.Nature.choices, initial=PlanResource.Nature.SERVICE
    )
    quantity = forms.CharField(label=_("How much"), max_length=80, required=False)
    monthly_value = ItalianMoneyField(label=_("Euro a month"), required=False)


class Rows(forms.BaseFormSet):
    """Rows of one kind in the order of the page; a row nobody wrote in counts for nothing."""

    def initial_form_count(self):
        """What is posted is judged alike, old rows and new: an emptied row is a row taken away."""
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this row")

    def values(self):
        """The rows to keep, in order; a row nobody wrote in counts for nothing."""
        kept = [form for form in self.forms if form.has_changed() and form not in self.deleted_forms]
        return [
            {name: value for name, value in form.cleaned_data.items() if name != "DELETE"} for form in kept
        ]


def _rows(form, model, prefix, title, legend, add, hint=""):
    """A formset class with its words, and how its rows are read from the database."""
    found = forms.formset_factory(form, formset=Rows, can_delete=True, extra=0, max_num=40, absolute_max=60)
    found.model, found.prefix_name, found.title = model, prefix, title
    found.legend, found.add_label, found.hint = legend, add, hint
    return found


ROW_SETS = (
    _rows(
        GoalForm,
        PlanGoal,
        "goals",
        _("Goals"),
        _("Goal"),
        _("Add a goal"),
        _("From three to five, each one you can check."),
    ),
    _rows(
        InterventionForm,
        PlanIntervention,
        "interventions",
        _("Interventions"),
        _("Intervention"),
        _("Add an intervention"),
    ),
    _rows(
        ResourceForm,
        PlanResource,
        "resources",
        _("Resources"),
        _("Resource"),
        _("Add a resource"),
        _("All that helps: public and private, money and time."),
    ),
)


class PlanEditor:
    """The form and its three lists, read and checked as one; the error summary reads it like a form."""

    def __init__(self, *, plan=None, initial=None, data=None, lists=None):
        """``data``: what was posted, to be checked. ``lists``: {prefix: rows as typed}, shown unchecked."""
        self.is_bound = data is not None
        self.form = PlanForm(data, initial=initial)
        self.lists = []
        for rows in ROW_SETS:
            if lists is not None:
                known = lists[rows.prefix_name]
            else:
                names = list(rows.form.base_fields)
                known = list(getattr(plan, rows.prefix_name).values(*names)) if plan else []
                known = known or [{}]
            self.lists.append(rows(data, initial=None if self.is_bound else known, prefix=rows.prefix_name))

    def is_valid(self):
        """Check everything, so that every problem is said at once."""
        return all([self.form.is_valid(), *[one.is_valid() for one in self.lists]])

    def changes(self):
        """Keyword arguments of ``write_plan``."""
        return {"fields": self.form.values()} | {one.prefix: one.values() for one in self.lists}

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

    None when no such button was pressed. ``add`` holds a prefix, ``up`` and ``down`` hold ``prefix-index``.
    """
    found = typed_rows(data)
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
