"""Which supports are asked for, and what else the person already receives."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.fields import ItalianMoneyField
from applications import questions
from applications.facts import rules_of, version_of
from applications.forms._base import HoursField, IntakeForm, Step
from applications.forms.held_measures import OTHER_MEASURES, MeasureFigures, measure_choices
from applications.intake import ADULT
from applications.models import Declaration, declared

__all__ = ["OTHER_MEASURES", "SupportForm", "SupportStep"]

SAID = (
    "line", "previous_benefit", "service_hours", "school", "school_hours", "direct_services_title",
    "direct_services_cost", "respite_title", "respite_cost",
)  # fmt: skip


def _said(name, **more):
    return {"label": Declaration._meta.get_field(name).verbose_name, "required": False, **more}


class SupportForm(MeasureFigures, IntakeForm, forms.Form):
    line = forms.ChoiceField(
        **_said("line"), help_text=_("Only when more than one is possible: the age settles the others.")
    )
    requested = forms.MultipleChoiceField(
        label=_("Which supports does the family ask for?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    minors_project_title = forms.CharField(label=_("Project for the minor"), max_length=160, required=False)
    minors_project_cost = ItalianMoneyField(label=_("Monthly cost of the project"), required=False)
    independent_project_title = forms.CharField(
        label=_("Independent living project"), max_length=160, required=False
    )
    independent_project_cost = ItalianMoneyField(
        label=_("Monthly cost of the personal assistant"), required=False
    )
    direct_services_title = forms.CharField(**_said("direct_services_title"), max_length=160)
    direct_services_cost = ItalianMoneyField(**_said("direct_services_cost"))
    respite_title = forms.CharField(**_said("respite_title"), max_length=160)
    respite_cost = ItalianMoneyField(**_said("respite_cost"))
    other_measures = forms.MultipleChoiceField(
        label=_("What does the person already receive?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    no_other_measures = forms.BooleanField(label=_("None of these"), required=False)
    service_hours = HoursField(
        **_said("service_hours"),
        help_text=_("Day centres and similar services, for example 12,5. Write 0 when there are none."),
    )
    school = forms.CharField(**_said("school"), max_length=160)
    school_hours = HoursField(**_said("school_hours"))
    previous_benefit = forms.ChoiceField(
        **_said("previous_benefit"), choices=[("", _("Choose…")), *Declaration.Previous.choices]
    )

    halves = frozenset(
        {
            "minors_project_title", "minors_project_cost", "independent_project_title",
            "independent_project_cost", "direct_services_title", "direct_services_cost", "respite_title",
            "respite_cost", "school", "school_hours",
        }
    )  # fmt: skip

    def __init__(self, *args, ruleset, age, held=(), figures=None, **kwargs):
        super().__init__(*args, **kwargs)
        language, asked = get_language(), questions.asked_in(ruleset)
        self.fields["requested"].choices = [
            (one.code, one.label.said(language)) for one in ruleset.interventions
        ]
        self.fields["other_measures"].choices = measure_choices(ruleset, held)
        self.fields["line"].choices = [
            ("", _("Choose…")),
            *[(code, label.said(language)) for code, label in questions.lines_of(ruleset)],
        ]
        drop = {
            "line": questions.LINE not in asked,
            "previous_benefit": questions.PREVIOUS not in asked,
            "school": age >= ADULT and not self.initial.get("school"),
            "school_hours": age >= ADULT and self.initial.get("school_hours") is None,
        }
        for kind in (questions.DIRECT_SERVICES, questions.RESPITE):
            drop |= {f"{kind}_title": kind not in asked, f"{kind}_cost": kind not in asked}
        for name in [name for name, gone in drop.items() if gone]:
            del self.fields[name]
        self.add_figures(ruleset, held, figures or {})

    def clean(self):
        """“None of these” and one of these exclude each other."""
        cleaned = super().clean()
        if cleaned.get("no_other_measures") and cleaned.get("other_measures"):
            self.add_error(
                "no_other_measures", _("You ticked a measure above: take away one of the two ticks.")
            )
        return cleaned


class SupportStep(Step):
    """Step “sostegni”."""

    code = "sostegni"

    def build(self):
        application, said = self.application, declared(self.application)
        of_case = (
            "requested", "other_measures", "minors_project_title", "minors_project_cost",
            "independent_project_title", "independent_project_cost",
        )  # fmt: skip
        initial = {name: getattr(application, name) for name in of_case}
        initial |= {name: getattr(said, name) for name in SAID}
        initial["no_other_measures"] = application.other_measures == []
        held = application.other_measures or []
        if self.data is not None:
            held = [*held, *self.data.getlist("other_measures")]
        age = application.person.age_on(self.today)
        ruleset = rules_of(version_of(application, on=self.today))
        form = SupportForm(
            self.data,
            initial=initial,
            ruleset=ruleset,
            age=age,
            held=held,
            figures={row.code: row for row in application.measures.all()},
        )
        asked = {one.code for one in ruleset.interventions} | set(application.requested)
        if "minors_voucher" not in asked or not (age < ADULT or application.minors_project_title):
            del form.fields["minors_project_title"], form.fields["minors_project_cost"]
        if "independent_living" not in asked:
            del form.fields["independent_project_title"], form.fields["independent_project_cost"]
        return form

    def changes(self):
        """``other_measures`` stays None until somebody answers; the figures only of the measures held."""
        fields = dict(self.form.cleaned_data)
        nothing = fields.pop("no_other_measures")
        measures = self.form.take_figures(fields)
        fields["other_measures"] = fields["other_measures"] or ([] if nothing else None)
        return {"fields": fields, "measures": measures}

    @property
    def more_to_ask(self):
        """True when a measure just ticked has figures that this page did not ask yet."""
        ticked = self.form.cleaned_data.get("other_measures", [])
        return any(f"measure-{code}-{name}" not in self.data for code, name in self.form.figures_of(ticked))
