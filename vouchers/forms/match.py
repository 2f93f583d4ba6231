"""What the page asks that matches a row of the bank's answer by hand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from vouchers.models import Payout


class MatchForm(B2Form, forms.Form):
    """Which payment, of those ``offered`` (payouts), and how it was recognised."""

    mark_optional = False
    payout = forms.ModelChoiceField(
        queryset=Payout.objects.none(),
        label=_("Payment"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose the payment."),
            "invalid_choice": _("This payment is no longer among those that wait: choose another one."),
        },
    )
    reason = forms.CharField(
        label=_("How you recognised it"),
        max_length=300,
        help_text=_("For example: the bank confirmed it by phone, who and when. It stays written."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["payout"].queryset = Payout.objects.filter(pk__in=[one.pk for one in offered])
