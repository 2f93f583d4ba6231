"""What the pages of money to recover ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField, ItalianMoneyField
from vouchers.models import RecoveryPlan


class RecoveryForm(B2Form, forms.Form):
    """How it comes back, and why this way."""

    way = forms.ChoiceField(label=_("How"), choices=RecoveryPlan.Way.choices, widget=forms.RadioSelect)
    monthly_amount = ItalianMoneyField(
        label=_("Euro a month"), required=False, help_text=_("Only for instalments.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def clean(self):
        """An instalment has its amount."""
        data = super().clean()
        lacking = not data.get("monthly_amount") and "monthly_amount" not in self.errors
        if lacking and data.get("way") == RecoveryPlan.Way.INSTALMENTS:
            self.add_error("monthly_amount", _("Write how much is kept back each month."))
        return data


class ReceiptForm(B2Form, forms.Form):
    """How much came back, when, how."""

    amount = ItalianMoneyField(label=_("Amount received"))
    received_on = ItalianDateField(label=_("Received on"))
    note = forms.CharField(
        label=_("How it came"), max_length=200, help_text=_("For example: transfer CRO 123456.")
    )


class GiveUpForm(B2Form, forms.Form):
    """How much, by which act."""

    amount = ItalianMoneyField(label=_("Amount that is not asked any more"))
    act = forms.CharField(
        label=_("Act"), max_length=200, help_text=_("Number and date of the act that decides it.")
    )
