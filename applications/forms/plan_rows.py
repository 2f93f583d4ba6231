"""The rows of the plan's editor: needs, goals, interventions, resources, in the order of the page."""

import uuid
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField, ItalianMoneyField
from accounts.formats import day, number
from applications.models import PlanGoal, PlanIntervention, PlanNeed, PlanResource

END_BEFORE_START = _("The end comes before the start: check the two dates.")


class RowKey(forms.UUIDField):
    """Travels with the row and says nothing by itself: a row with only a key is empty."""

    def __init__(self):
        super().__init__(required=False, widget=forms.HiddenInput)

    def has_changed(self, initial, data):
        return False


class UsualChoice(forms.ChoiceField):
    """A choice with a usual value: nothing sent is nothing written."""

    def has_changed(self, initial, data):
        return bool(data) and super().has_changed(initial, data)


class HoursField(ItalianMoneyField):
    """Hours a week: 4, 4,5 or 4.5."""

    default_error_messages = {
        "invalid": _("Write the hours with a comma, for example 4,5"),
        "too_big": _("A week has 168 hours: check the number."),
    }


def _written(field):
    value = field.value()
    return bool(value) and value != field.field.initial


def _said(field):
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return str(field.label).lower()
    if isinstance(field.field, forms.ChoiceField):
        return str(dict(field.field.choices).get(value, value)).lower()
    if isinstance(field.field, ItalianDateField):
        return f"{field.label} {day(value) if isinstance(value, date) else value}".lower()
    if isinstance(field.field, HoursField):
        said = value if isinstance(value, str) else number(value, 1)
        return _("%(n)s hours a week") % {"n": said}
    return str(value)


class RowForm(B2Form, forms.Form):
    """One row. ``main`` is the field that makes it a row: the others without it would mean nothing.

    ``folded``: fields few rows need, closed under one line that says what is in them.
    """

    main = ""
    folded = ()
    mark_optional = False
    widths = {}
    key = RowKey()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.width = self.widths.get(name, "")

    @property
    def shown_fields(self):
        """The bound fields always in sight."""
        return [self[name] for name in self.fields if name not in ("key", "DELETE", *self.folded)]

    @property
    def folded_fields(self):
        """The bound fields of the closed part."""
        return [self[name] for name in self.folded]

    @property
    def folded_in_words(self):
        """What is written in the closed part; without anything, the names of its fields."""
        said = [_said(field) for field in self.folded_fields if _written(field)]
        return ", ".join(said or [str(field.label).lower() for field in self.folded_fields])

    @property
    def opens_folded(self):
        """True when something in the closed part is wrong."""
        return any(name in self.errors for name in self.folded)

    def clean(self):
        """Dates in their order."""
        found = super().clean()
        starts, ends = found.get("starts_on"), found.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", END_BEFORE_START)
        return found


class NeedForm(RowForm):
    main = "label"
    widths = {"label": "col-lg-4", "answer": "col-6 col-lg-3", "note": "col-lg-5"}
    label = forms.CharField(label=_("Need"), max_length=200)
    answer = forms.ChoiceField(
        label=_("Is it covered?"), choices=[("", _("Choose…")), *PlanNeed.Answer.choices]
    )
    note = forms.CharField(label=_("By what, or what is missing"), max_length=300, required=False)


class GoalForm(RowForm):
    main = "title"
    widths = {
        "title": "col-lg-4",
        "indicator": "col-lg-4",
        "by_date": "col-6 col-lg-2",
        "reached": "col-6 col-lg-2",
    }
    title = forms.CharField(label=_("Goal"), max_length=200)
    indicator = forms.CharField(label=_("How we will see it"), max_length=200, required=False)
    by_date = ItalianDateField(label=_("By"), required=False)
    reached = UsualChoice(
        label=_("How far it has come"),
        choices=PlanGoal.Reached.choices,
        initial=PlanGoal.Reached.OPEN,
        required=False,
    )

    def clean_reached(self):
        return self.cleaned_data["reached"] or PlanGoal.Reached.OPEN


class InterventionForm(RowForm):
    main = "what"
    widths = {
        "what": "col-lg-4",
        "who": "col-6 col-lg-2",
        "how_often": "col-6 col-lg-2",
        "starts_on": "col-6 col-lg-2",
        "ends_on": "col-6 col-lg-2",
        "goal": "col-lg-4",
        "channel": "col-lg-3",
        "tasks": "col-lg-5",
    }
    what = forms.CharField(label=_("What"), max_length=200)
    who = forms.CharField(label=_("Who"), max_length=120, required=False)
    how_often = forms.CharField(label=_("How often"), max_length=120, required=False)
    starts_on = ItalianDateField(label=_("From"), required=False)
    ends_on = ItalianDateField(label=_("To"), required=False)
    goal = forms.TypedChoiceField(
        label=_("For which goal"), required=False, coerce=uuid.UUID, empty_value=None
    )
    folded = ("tasks", "channel", "starts_on", "ends_on")
    channel = forms.ChoiceField(
        label=_("Channel"), required=False, choices=[("", _("Not said")), *PlanIntervention.Channel.choices]
    )
    tasks = forms.CharField(label=_("Who does what"), max_length=300, required=False)

    def __init__(self, *args, goals=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = [("", _("None in particular")), *goals]


class ResourceForm(RowForm):
    main = "label"
    widths = {
        "label": "col-lg-4",
        "fund": "col-6 col-lg-2",
        "nature": "col-6 col-lg-2",
        "quantity": "col-6 col-lg-2",
        "monthly_value": "col-6 col-lg-2",
        "provider": "col-lg-2",
        "responsible": "col-lg-2",
        "state": "col-6 col-lg-2",
        "weekly_hours": "col-6 col-lg-2",
        "self_managed": "col-lg-4",
        "starts_on": "col-6 col-lg-2",
        "ends_on": "col-6 col-lg-2",
    }
    folded = (
        "provider",
        "responsible",
        "state",
        "weekly_hours",
        "starts_on",
        "ends_on",
        "self_managed",
    )
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
    provider = forms.CharField(label=_("Who gives it"), max_length=120, required=False)
    responsible = forms.CharField(label=_("Who answers for it"), max_length=120, required=False)
    state = UsualChoice(
        label=_("State"),
        choices=PlanResource.State.choices,
        initial=PlanResource.State.ACTIVE,
        required=False,
    )
    weekly_hours = HoursField(label=_("Hours a week"), required=False, limit=Decimal(168))
    starts_on = ItalianDateField(label=_("From"), required=False)
    ends_on = ItalianDateField(label=_("To"), required=False)
    self_managed = forms.BooleanField(label=_("Managed by the person"), required=False)

    def clean_state(self):
        return self.cleaned_data["state"] or PlanResource.State.ACTIVE

    def clean_weekly_hours(self):
        hours = self.cleaned_data["weekly_hours"]
        if hours is not None and (hours == 0 or hours != hours.quantize(Decimal("0.1"))):
            raise forms.ValidationError(_("Write the hours with a comma, for example 4,5"))
        return hours


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
        NeedForm,
        PlanNeed,
        "needs",
        _("Needs"),
        _("Need"),
        _("Add a need"),
        _("Also those the plan does not cover: they are read by whoever approves."),
    ),
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
