"""What the pages of the money of a case ask for."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField
from accounts.formats import month_words
from papers.fields import PaperField
from vouchers import ledger
from vouchers.models import AccountConfirmation, Award, Interruption

# record_death, move_out, record_placement, renounce, forfeit
OF_THEIR_OWN = (
    Award.EndReason.DEATH, Award.EndReason.MOVED, Award.EndReason.PLACEMENT, Award.EndReason.RENOUNCE,
    Award.EndReason.FORFEITURE,
)  # fmt: skip
CAUSES = [
    ("requirement", _("A requirement was gone and nobody told the office")),
    ("declaration", _("A declaration was not true (art. 75 DPR 445/2000)")),
    ("documents", _("The documents or the expense reports asked for never came")),
    ("incompatible", _("A measure that cannot go together with this one")),
]


class PeriodForm(B2Form, forms.Form):
    """From when to when the support is granted, both days included."""

    starts_on = ItalianDateField(label=_("From"))
    ends_on = ItalianDateField(label=_("To"), help_text=_("Last day, included."))


class InterruptionForm(B2Form, forms.Form):
    """Days away."""

    reason = forms.ChoiceField(label=_("Reason"), choices=Interruption.Reason.choices)
    starts_on = ItalianDateField(label=_("First day away"))
    ends_on = ItalianDateField(
        label=_("Last day away"),
        required=False,
        help_text=_("Leave it empty while the person is still away."),
    )
    expected_on = ItalianDateField(
        label=_("Return expected on"),
        required=False,
        help_text=_("Only while the person is away: what the family or the facility says."),
    )
    file = PaperField(
        label=_("Paper of the hospital or of the facility"),
        required=False,
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def clean(self):
        """Dates in order, each sentence beside its field."""
        data = super().clean()
        first, last, expected = (data.get(name) for name in ("starts_on", "ends_on", "expected_on"))
        if first and last and last < first:
            self.add_error("ends_on", _("The end comes before the start: check the two dates."))
        if expected and last:
            self.add_error("expected_on", _("The person is back: leave the expected return empty."))
        elif expected and first and expected < first:
            self.add_error(
                "expected_on", _("The return comes before the first day away: check the two dates.")
            )
        return data


class ReturnForm(B2Form, forms.Form):
    """The person is back."""

    ends_on = ItalianDateField(label=_("Last day away"))


class ConfirmAccountForm(B2Form, forms.Form):
    """How a second person checked the account."""

    how = forms.ChoiceField(label=_("How it was checked"), choices=AccountConfirmation.How.choices)
    seen = forms.CharField(
        label=_("What was seen or heard"),
        max_length=300,
        help_text=_("Paper and date, or who answered and when."),
    )


class EndAwardForm(B2Form, forms.Form):
    """The award ends before its time."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[one for one in Award.EndReason.choices if one[0] not in OF_THEIR_OWN],
        help_text=_("A death, a move, a residence, a renounce and a forfeiture have a page of their own."),
    )
    last_day = ItalianDateField(label=_("Last day of the benefit"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    @staticmethod
    def first_day(data):
        """The first day nothing is due."""
        return data["last_day"] + timedelta(days=1)


class PlacementForm(B2Form, forms.Form):
    """Where, since when, who said so."""

    facility = forms.CharField(label=_("Residence"), max_length=120)
    admitted_on = ItalianDateField(label=_("First day there"))
    told_by = forms.CharField(label=_("Who told it"), max_length=160)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    @staticmethod
    def first_day(data):
        """The first day nothing is due."""
        return data["admitted_on"]


class RenounceForm(B2Form, forms.Form):
    """When the office knew, and the last day the family asks for."""

    received_on = ItalianDateField(label=_("Received in writing on"))
    last_day = ItalianDateField(label=_("Last day of the benefit"))
    told_by = forms.CharField(label=_("Who signed it"), max_length=160)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    @staticmethod
    def first_day(data):
        """The first day nothing is due."""
        return data["last_day"] + timedelta(days=1)


class ForfeitForm(B2Form, forms.Form):
    """Since when the right is lost, on which ground, in which words."""

    cause = forms.ChoiceField(label=_("Ground"), choices=CAUSES)
    from_day = ItalianDateField(label=_("Nothing is due from"))
    note = forms.CharField(
        label=_("What happened, and how it was found"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=200,
        help_text=_("The family reads it in the letter."),
    )

    @staticmethod
    def first_day(data):
        """The first day nothing is due."""
        return data["from_day"]

    def clean(self):
        """The ground in words."""
        data = super().clean()
        if data.get("cause"):
            data["cause"] = str(dict(CAUSES)[data["cause"]])
        return data


class ReopenAwardForm(B2Form, forms.Form):
    """Why the end was a mistake."""

    reason = forms.CharField(
        label=_("What was the mistake?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=300
    )


class MoveOutForm(B2Form, forms.Form):
    """Where to, from when, what is known."""

    to_name = forms.CharField(label=_("New Ambito or Comune"), max_length=160)
    moved_on = ItalianDateField(label=_("First day in the new place"))
    note = forms.CharField(label=_("What is known of the move?"), max_length=300)

    @staticmethod
    def first_day(data):
        """The first day nothing is due."""
        return data["moved_on"]


class ChangeAmountForm(B2Form, forms.Form):
    """From which month, and why."""

    from_month = forms.TypedChoiceField(label=_("From the month of"), coerce=date.fromisoformat)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args, award, **kwargs):
        super().__init__(*args, **kwargs)
        months = ledger.months(award.starts_on, award.ends_on) if award else ()
        self.fields["from_month"].choices = [(one.isoformat(), month_words(one)) for one in months]
