"""The short forms of notices: what the family answers, what the office answers, how a letter left."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import ItalianDateField
from applications.forms.life import reason
from applications.forms.verbs import VerbForm
from applications.models import IssuedLetter, LetterKind
from applications.permissions import REASON_NEEDED
from papers.fields import PaperField

LENGTH = 2000


def _large_print():
    return forms.BooleanField(label=_("Large print (16 points)"), required=False)


class NotifyRefusalForm(VerbForm):
    """Something to add, and the day when the letter is given by hand."""

    note = forms.CharField(
        label=_("Anything to add to the reasons"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LENGTH,
        required=False,
        help_text=_("The family reads it as you write it."),
    )
    received_on = ItalianDateField(
        label=_("Received on"),
        required=False,
        help_text=_("Only when the family has it in its hands already. The ten days run from this day."),
    )
    large_print = _large_print()

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_received_on(self):
        """Nobody received what leaves today before today."""
        value = self.cleaned_data["received_on"]
        if value and value != self.today:
            raise forms.ValidationError(
                _(
                    "The letter leaves today: write today, or leave it empty and write the day when you know it."
                )
            )
        return value


class RecordObservationsForm(VerbForm):
    """What the family says, when, and the file it came in."""

    presented_on = ItalianDateField(label=_("Presented on"), help_text=_("The day it reached the office."))
    text = forms.CharField(
        label=_("What the family says"),
        widget=forms.Textarea,
        max_length=LENGTH,
        help_text=_("One observation at a time: each gets its own answer, and the decision cites both."),
    )
    file = PaperField(
        label=_("File"),
        required=False,
    )


class AnswerObservationsForm(VerbForm):
    """One answer for each observation."""

    mark_optional = False

    def __init__(self, *args, observations, **kwargs):
        super().__init__(*args, **kwargs)
        self.observations = list(observations)
        for one in self.observations:
            self.fields[f"answer-{one.pk}"] = forms.CharField(
                label=_("Answer to: “%(text)s”") % {"text": one.text},
                widget=forms.Textarea,
                max_length=LENGTH,
                error_messages={"required": REASON_NEEDED},
            )


class WithdrawNoticeForm(VerbForm):
    """Why the reasons no longer hold."""

    note = forms.CharField(
        label=_("Why do the reasons no longer hold?"),
        widget=forms.Textarea,
        max_length=LENGTH,
        error_messages={"required": REASON_NEEDED},
    )


class SetAsideLetterForm(VerbForm):
    """Why the family does not need the letter."""

    note = reason(
        _("Why is it not needed?"),
        help_text=_("For example: told on the phone, or a newer letter says it."),
    )


class SetAsideReturnedForm(VerbForm):
    """Why the letter need not leave again."""

    note = reason(
        _("Why is it not needed any more?"),
        help_text=_("For example: the family has it from the office, or what it says no longer holds."),
    )


class RecordDeliveryForm(VerbForm):
    """How and when it left, and when it was received."""

    how = forms.ChoiceField(label=_("How was it sent?"), choices=IssuedLetter.How.choices)
    sent_on = ItalianDateField(label=_("Sent on"))
    received_on = ItalianDateField(
        label=_("Received on"),
        required=False,
        help_text=_("From the receipt of the post or of the PEC. Empty while you do not know."),
    )

    came_back_on = ItalianDateField(
        label=_("Came back to us on"),
        required=False,
        help_text=_("When nobody took it."),
    )
    again = forms.BooleanField(
        label=_("It was sent once more: keep what was recorded before"),
        required=False,
        help_text=_("Leave it empty to correct what was recorded."),
    )

    def __init__(self, *args, sent, **kwargs):
        super().__init__(*args, **kwargs)
        if not sent:
            del self.fields["again"]

    def clean(self):
        """By hand: sent and received are the same day."""
        data = super().clean()
        data.setdefault("again", False)
        if data.get("how") == IssuedLetter.How.HAND and data.get("sent_on") and not data.get("received_on"):
            data["received_on"] = data["sent_on"]
        return data


class SendLetterForm(VerbForm):
    """What only a person knows of this letter. ``kind`` says which fields there are."""

    until = ItalianDateField(label=_("The list holds until"))
    reason = forms.CharField(
        label=_("Reason, as the family reads it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        help_text=_("A few words inside a sentence: “Il motivo: …”."),
    )
    large_print = _large_print()

    WITH = {
        LetterKind.WAITING_LIST: ("until",),
        LetterKind.APPEAL_OUTCOME: ("reason",),
        LetterKind.REOPENING: ("reason",),
        LetterKind.SUSPENSION: ("reason",),
        LetterKind.END: ("reason",),
    }
    NEEDED = (LetterKind.WAITING_LIST, LetterKind.APPEAL_OUTCOME)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("until", "reason"):
            if name not in self.WITH.get(kind, ()):
                del self.fields[name]
            elif kind not in self.NEEDED:
                self.fields[name].required = False
                self.fields[name].help_text = _("Empty: the reason written in the case.")

    def said(self):
        """Plain values for the letter; dates as ISO text."""
        found = {name: self.cleaned_data.get(name) for name in ("until", "reason")}
        return {
            name: value.isoformat() if name == "until" else value for name, value in found.items() if value
        }
