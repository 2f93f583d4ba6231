"""What the pages of the money of a case ask for."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField
from accounts.formats import month_words
from vouchers import ledger
from vouchers.models import Award, Interruption

OF_THEIR_OWN = (Award.EndReason.DEATH, Award.EndReason.MOVED)  # record_death, move_out


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
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class ReturnForm(B2Form, forms.Form):
    """The person is back."""

    ends_on = ItalianDateField(label=_("Last day away"))


class EndAwardForm(B2Form, forms.Form):
    """The award ends before its time."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[one for one in Award.EndReason.choices if one[0] not in OF_THEIR_OWN],
        help_text=_("A death and a move to another Ambito have a page of their own."),
    )
    last_day = ItalianDateField(label=_("Last day of the benefit"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class MoveOutForm(B2Form, forms.Form):
    """Where to, from when, what is known."""

    to_name = forms.CharField(label=_("New Ambito or Comune"), max_length=160)
    moved_on = ItalianDateField(label=_("First day in the new place"))
    note = forms.CharField(label=_("What is known of the move?"), max_length=300)


class ChangeAmountForm(B2Form, forms.Form):
    """From which month, and why."""

    from_month = forms.TypedChoiceField(label=_("From the month of"), coerce=date.fromisoformat)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args, award, **kwargs):
        super().__init__(*args, **kwargs)
        months = ledger.months(award.starts_on, award.ends_on) if award else ()
        self.fields["from_month"].choices = [(one.isoformat(), month_words(one)) for one in months]
