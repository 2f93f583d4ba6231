"""The other public measures the person has, and of each the figure the call looks at."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.fields import ItalianMoneyField
from applications import questions
from applications.forms._base import HoursField
from applications.models import HeldMeasure

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
NONE_HELD = {"monthly_amount": None, "days_per_year": None, "weekly_hours": None, "renounces": False}


def measure_choices(ruleset, held=()):
    """[(code, words)]: those the call names, the usual ones, and any other the case already has."""
    language = get_language()
    named = {
        code: one.label.said(language) for code, (one, _rule) in questions.treatments_of(ruleset).items()
    }
    return [*(named | {k: v for k, v in OTHER_MEASURES.items() if k not in named}
              | {code: code for code in held if code not in named and code not in OTHER_MEASURES}).items()]  # fmt: skip


def _field(name, label):
    if name == "renounces":
        return forms.BooleanField(
            label=format_lazy(
                _("{measure}: the person will renounce it if the voucher is awarded"), measure=label
            ),
            required=False,
        )
    words = format_lazy("{}: {}", label, HeldMeasure._meta.get_field(name).verbose_name)
    if name == "days_per_year":
        field = forms.IntegerField(
            label=words,
            required=False,
            min_value=0,
            max_value=366,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3}),
            error_messages={
                "invalid": _("Write the days as a number, for example 30"),
                "max_value": _("A year has at most 366 days: check the number."),
                "min_value": _("Write the days as a number, for example 30"),
            },
        )
        field.face = "date"
        return field
    return (ItalianMoneyField if name == "monthly_amount" else HoursField)(label=words, required=False)


class MeasureFigures:
    """Mixed into the form of the supports: one field for each figure of a measure that is ticked."""

    def figures_of(self, codes):
        """[(code, name of the figure)] the call looks at, of these measures."""
        found = []
        for code in dict.fromkeys(codes):
            treatment, rule = self.treatments.get(code, (None, None))
            if treatment is None:
                continue
            if treatment.how == "incompatible" and rule.renounce:
                found.append((code, "renounces"))
            found += [(code, name) for name, _value, _words in treatment.limits()]
        return found

    def add_figures(self, ruleset, held, figures):
        """``held``: codes ticked now or before; ``figures``: {code: HeldMeasure} known."""
        self.treatments = questions.treatments_of(ruleset)
        labels = dict(self.fields["other_measures"].choices)
        fields, self.fields = self.fields, {}
        for name, field in fields.items():
            self.fields[name] = field
            if name != "no_other_measures":
                continue
            for code, figure in self.figures_of(code for code in held if code in labels):
                one = f"measure-{code}-{figure}"
                self.fields[one] = _field(figure, labels[code])
                self.fields[one].when = f"other_measures={code}"
                if code in figures:
                    self.initial[one] = getattr(figures[code], figure)

    def take_figures(self, cleaned):
        """{code: figures} of the measures that stay ticked; their fields leave ``cleaned``."""
        kept = {}
        for name in [name for name in cleaned if name.startswith("measure-")]:
            value = cleaned.pop(name)
            code, _dash, figure = name.removeprefix("measure-").rpartition("-")
            if code in cleaned["other_measures"]:
                kept.setdefault(code, dict(NONE_HELD))[figure] = value
        return kept
