"""Which supports are asked for, and what else the person already receives."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.fields import ItalianMoneyField
from applications.facts import rules_of, version_of
from applications.forms._base import IntakeForm, Step
from applications.intake import ADULT

# Measures the calls speak of when they say what goes together with B2 and what does not.
OTHER_MEASURES = {
    "b1": _("Measure B1"),
    "home_care_premium": "Home Care Premium (INPS)",
    "rsa_aperta": "RSA aperta",
    "prestazione_universale": _("Universal benefit (prestazione universale)"),
    "provi": _("PRO.VI. for the same assistant"),
    "dopo_di_noi": "Dopo di Noi",
    "day_centre": _("Day centre"),
    "sad": _("Home help of the Comune (SAD)"),
}


class SupportForm(IntakeForm, forms.Form):
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
    other_measures = forms.MultipleChoiceField(
        label=_("What does the person already receive?"),
        choices=list(OTHER_MEASURES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    no_other_measures = forms.BooleanField(label=_("None of these"), required=False)

    halves = frozenset(
        {
            "minors_project_title",
            "minors_project_cost",
            "independent_project_title",
            "independent_project_cost",
        }
    )

    def __init__(self, *args, ruleset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["requested"].choices = [
            (one.code, one.label.said(get_language())) for one in ruleset.interventions
        ]

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
        application = self.application
        initial = {
            name: getattr(application, name)
            for name in SupportForm.base_fields
            if name != "no_other_measures"
        }
        initial["no_other_measures"] = application.other_measures == []
        ruleset = rules_of(version_of(application, on=self.today))
        form = SupportForm(self.data, initial=initial, ruleset=ruleset)
        asked = {one.code for one in ruleset.interventions} | set(application.requested)
        minor = application.person.age_on(self.today) < ADULT
        if "minors_voucher" not in asked or not (minor or application.minors_project_title):
            del form.fields["minors_project_title"], form.fields["minors_project_cost"]
        if "independent_living" not in asked:
            del form.fields["independent_project_title"], form.fields["independent_project_cost"]
        return form

    def changes(self):
        """``other_measures`` stays None until somebody answers."""
        fields = dict(self.form.cleaned_data)
        nothing = fields.pop("no_other_measures")
        fields["other_measures"] = fields["other_measures"] or ([] if nothing else None)
        return {"fields": fields}
