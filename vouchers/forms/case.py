"""What the pages of the money of a case ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField
from vouchers.models import Award, Interruption


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

    reason = forms.ChoiceField(label=_("Reason"), choices=Award.EndReason.choices)
    last_day = ItalianDateField(label=_("Last day of the benefit"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
