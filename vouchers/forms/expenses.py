"""What the pages of the expense reports ask for."""

from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.fields import B2Form, ItalianDateField, ItalianMoneyField
from accounts.formats import euro, month_words
from accounts.models import Office
from papers.fields import PaperField
from vouchers import expense_list
from vouchers.actions.review_expenses import REASON_OF_CUT, REASON_OF_RETURN
from vouchers.models import ExpenseItem, ExpenseReport

ALL = pgettext_lazy("months, states, Comuni", "All")
ROWS, MOST_ROWS = 4, 20


class ReportForm(B2Form, forms.Form):
    """Of which month, and when it came."""

    month = forms.TypedChoiceField(label=_("Month of the expenses"), coerce=date.fromisoformat)
    received_on = ItalianDateField(label=_("Report received on"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [
            ("", _("Choose…")),
            *[(one.isoformat(), month_words(one)) for one in months],
        ]


class ItemForm(B2Form, forms.Form):
    """One payslip, payment of contributions or invoice, with its receipt. An empty row is left out."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=ExpenseItem.Kind.choices)
    code = forms.ChoiceField(label=_("For which support?"))
    payee = forms.CharField(label=_("Paid to"), max_length=120)
    number = forms.CharField(label=_("Number of the document"), max_length=60, required=False)
    paid_on = ItalianDateField(label=_("Paid on"))
    amount = ItalianMoneyField(label=_("Amount"))
    file = PaperField(
        label=_("Receipt"),
        required=False,
    )

    def __init__(self, *args, supports, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = supports
        if len(supports) == 1:
            self.fields["code"].initial = supports[0][0]
        for name in ("kind", "code"):  # a choice that stands there by itself does not fill the row
            self.fields[name].has_changed = lambda _initial, _data: False

    def clean_amount(self):
        """Nothing is not an expense."""
        if self.cleaned_data["amount"] <= Decimal(0):
            raise forms.ValidationError(_("Write how much was paid, or leave the row empty."))
        return self.cleaned_data["amount"]


ItemFormSet = forms.formset_factory(ItemForm, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class ReviewForm(B2Form, forms.Form):
    """Accept it, counting less of an item where there is a reason, or send it back."""

    mark_optional = False
    verdict = forms.ChoiceField(
        label=_("What do you decide?"), choices=ExpenseReport.Verdict.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, help_text=_("What is wrong, when you send it back.")
    )

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        note = self.fields.pop("note")
        for item in items:
            self.fields[f"euro_{item.pk}"] = ItalianMoneyField(
                label=_("%(what)s of %(euro)s: how much counts")
                % {"what": item.get_kind_display(), "euro": euro(item.amount)},
                initial=item.amount,
                required=False,
            )
            self.fields[f"reason_{item.pk}"] = forms.CharField(
                label=_("Why less than the receipt"), max_length=200, required=False
            )
        self.fields["note"] = note

    def clean(self):
        """``recognised``: {id: (euro, reason)} of every item; the sentence beside the field that needs mending."""
        data = super().clean()
        if data.get("verdict") == ExpenseReport.Verdict.SENT_BACK and not data.get("note", "").strip():
            self.add_error("note", REASON_OF_RETURN)
        data["recognised"] = {}
        for item in self.items:
            counted = data.get(f"euro_{item.pk}")
            counted = item.amount if counted is None else counted
            reason = data.get(f"reason_{item.pk}", "").strip()
            if counted > item.amount:
                self.add_error(f"euro_{item.pk}", _("An expense never counts more than its receipt."))
            elif (
                data.get("verdict") == ExpenseReport.Verdict.ACCEPTED and counted < item.amount and not reason
            ):
                self.add_error(f"reason_{item.pk}", REASON_OF_CUT)
            data["recognised"][item.pk] = (counted, reason)
        return data


class ReportsForm(B2Form, forms.Form):
    """Which reports of the office: month, state, Comune; empty is all of them."""

    mark_optional = False
    mese = forms.TypedChoiceField(
        label=_("Month"), coerce=date.fromisoformat, required=False, empty_value=None
    )
    stato = forms.ChoiceField(label=_("State"), required=False)
    comune = forms.ModelChoiceField(
        label=_("Comune"),
        queryset=Office.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=ALL,
    )

    def __init__(self, *args, months, comuni, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mese"].choices = [
            ("", ALL),
            *((one.isoformat(), month_words(one)) for one in months),
        ]
        self.fields["stato"].choices = [("", _("All those brought")), *expense_list.STATES.items()]
        self.fields["comune"].queryset = comuni
        for field in self.fields.values():
            field.widget.attrs["class"] = "ctl"
