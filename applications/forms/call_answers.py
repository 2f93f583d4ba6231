"""What only this call asks: one field for each question and figure its rule set declares."""

from decimal import Decimal

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.fields import ItalianMoneyField
from applications.facts import rules_of, version_of
from applications.forms._base import HoursInput, IntakeForm, Step
from applications.models import CallAnswer
from applications.questions import own_of

REPLY, FIGURE = CallAnswer.Kind.REPLY.value, CallAnswer.Kind.FIGURE.value
FEW = 6  # answers that stand under one another; more of them are a list to choose from


class FigureField(ItalianMoneyField):
    """A figure from zero up, with at most two decimals; empty is not known."""

    widget = HoursInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 14})
    default_error_messages = {
        "invalid": _("Write the figure with digits only and a comma for the decimals, for example 24,5"),
        "too_big": _("This figure is too large: check it."),
    }

    def __init__(self, **kwargs):
        super().__init__(limit=Decimal("999999999.99"), **kwargs)


def fields_of(own, *, empty):
    """{name: field} of what a call asks: ``reply-<code>`` and ``figure-<code>``. ``empty``: the words of no choice."""
    language, found = get_language(), {}
    for one in own:
        words = {
            "label": one.asked.capital().said(language),
            "help_text": " ".join(
                filter(None, (one.sentence.said(language), *(source.citation for source in one.sources)))
            ),
            "required": False,
        }
        if one.is_figure:
            found[f"{FIGURE}-{one.code}"] = FigureField(**words)
            continue
        choices = [(code, label.capital().said(language)) for code, label in one.answers.items()]
        choices.append(("", empty))
        widget = forms.RadioSelect if len(choices) <= FEW else forms.Select
        found[f"{REPLY}-{one.code}"] = forms.ChoiceField(choices=choices, widget=widget, **words)
    return found


class CallAnswersForm(IntakeForm, forms.Form):
    """``fields`` come from the rule set."""

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= fields_of(own, empty=_("Not known yet"))


class CallAnswersStep(Step):
    """Step “domande”; only calls that ask something of their own have it."""

    code = "domande"

    def build(self):
        self.own = own_of(rules_of(version_of(self.application, on=self.today)))
        initial = {
            f"{row.kind}-{row.code}": row.answer or row.value for row in self.application.call_answers.all()
        }
        return CallAnswersForm(self.data, initial=initial, own=self.own)

    def changes(self):
        """{(kind, code): the answer with its words; None while it is not known}."""
        found = {}
        for one in self.own:
            kind = FIGURE if one.is_figure else REPLY
            value = self.form.cleaned_data[f"{kind}-{one.code}"]
            known = value not in (None, "")
            said = one.answers.get(value) if known and not one.is_figure else None
            found[(kind, one.code)] = (
                {
                    "answer": "" if one.is_figure else value,
                    "value": value if one.is_figure else None,
                    "asked": {"it": one.asked.it, "en": one.asked.en},
                    "said": {"it": said.it, "en": said.en} if said else {},
                }
                if known
                else None
            )
        return {"answers": found}
