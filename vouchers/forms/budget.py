"""What the pages of the budget ask for."""

from decimal import Decimal

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField, ItalianMoneyField
from applications.models import Intervention
from vouchers.actions.add_budget_money import KINDS
from vouchers.models import BudgetLine

MOST = Decimal("99999999.99")  # euro: more than any Ambito has ever had


class ActForm(B2Form, forms.Form):
    """Who gives the money, and the act that says so."""

    fund = forms.CharField(
        label=_("Fund"),
        max_length=120,
        help_text=_("For example: FNA 2025, regional fund, own money of the Comune."),
    )
    act = forms.CharField(
        label=_("Act"), max_length=160, help_text=_("For example: Determinazione n. 41/2026.")
    )
    act_date = ItalianDateField(label=_("Date of the act"))


class _AmountForm(ActForm):
    amount = ItalianMoneyField(label=_("Euro"), limit=MOST)
    field_order = ["amount", "fund", "act", "act_date"]

    def clean_amount(self):
        """More than nothing."""
        if self.cleaned_data["amount"] <= 0:
            raise forms.ValidationError(_("Write an amount above zero."))
        return self.cleaned_data["amount"]


class LineForm(_AmountForm):
    """A line, whom it pays, its first money."""

    label = forms.CharField(label=_("Name of the line"), max_length=160)
    channel = forms.ChoiceField(label=_("What it pays"), choices=BudgetLine.Channel.choices)
    groups = forms.MultipleChoiceField(
        label=_("Target groups"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all."),
    )
    interventions = forms.MultipleChoiceField(
        label=_("Supports"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all."),
    )
    field_order = ["label", "channel", "groups", "interventions", "amount", "fund", "act", "act_date"]

    def __init__(self, *args, rules, **kwargs):
        super().__init__(*args, **kwargs)
        language = get_language()
        self.fields["groups"].choices = [(one.code, one.label.said(language)) for one in rules.groups]
        self.fields["interventions"].choices = [
            (
                one.code,
                Intervention(one.code).label if one.code in Intervention.values else one.label.said(language),
            )
            for one in rules.interventions
        ]
        if not rules.groups:
            del self.fields["groups"]

    def clean(self):
        """No groups in the rules: for all."""
        return super().clean() | ({} if "groups" in self.fields else {"groups": []})


class MoneyForm(_AmountForm):
    """Money that arrives on a line, or is taken off it."""

    kind = forms.ChoiceField(label=_("What happens"), choices=[(one.value, one.label) for one in KINDS])
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    field_order = ["kind", "amount", "fund", "act", "act_date", "note"]


class TransferForm(_AmountForm):
    """From one line to another."""

    from_line = forms.ModelChoiceField(label=_("From the line"), queryset=BudgetLine.objects.none())
    to_line = forms.ModelChoiceField(label=_("To the line"), queryset=BudgetLine.objects.none())
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    field_order = ["from_line", "to_line", "amount", "fund", "act", "act_date", "note"]

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from_line"].queryset = self.fields["to_line"].queryset = lines
