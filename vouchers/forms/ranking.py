"""What the pages of a ranking ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField, ItalianMoneyField
from vouchers.forms.budget import MOST
from vouchers.models import RankingSnapshot


class PolicyForm(B2Form, forms.Form):
    """What happens when the money ends, where the call does not say it."""

    policy = forms.ChoiceField(
        label=_("When the money ends"),
        choices=RankingSnapshot.Policy.choices,
        help_text=_("The call does not say it: the choice stays with the ranking."),
    )


class ApprovalForm(B2Form, forms.Form):
    """The act, and the inputs that were read."""

    act = forms.CharField(
        label=_("Act"), max_length=160, help_text=_("For example: Determinazione n. 41/2026.")
    )
    act_date = ItalianDateField(label=_("Date of the act"))
    inputs_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ScrollForm(B2Form, forms.Form):
    """From when those funded now are paid, and where the money comes from."""

    starts_on = ItalianDateField(label=_("First day of the benefit"))
    reason = forms.CharField(
        label=_("Where the money comes from"),
        max_length=300,
        help_text=_("For example: a death, a renunciation, own money of the Comune with its act."),
    )


class WhatIfForm(B2Form, forms.Form):
    """Other sums beside the ranking: nothing is saved."""

    mark_optional = False
    soldi = ItalianMoneyField(label=_("More money, euro"), required=False, limit=MOST)
    linea = forms.ChoiceField(label=_("On the line"), required=False)
    tetto = ItalianMoneyField(label=_("Most for each person, euro a month"), required=False)
    isee = ItalianMoneyField(label=_("Highest ISEE, euro"), required=False)
    se_finisce = forms.ChoiceField(
        label=_("When the money ends"), required=False, choices=RankingSnapshot.Policy.choices
    )

    def __init__(self, *args, labels, policy, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["linea"].choices = list(labels.items())
        self.fields["se_finisce"].initial = policy
        if len(labels) < 2:
            del self.fields["linea"]
