"""The account that pays, as the page asks for it."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianMoneyField
from applications.forms.payment_details import IbanField
from vouchers.bank.letters_banks_take import NAME, plain
from vouchers.models import TreasuryAccount


class TreasuryAccountForm(B2Form, forms.ModelForm):
    """``expected``: which account the page showed."""

    mark_optional = False  # what is needed depends on the first answer: its errors say so
    iban = IbanField(label=_("IBAN of the account that pays"), required=False)
    most_amount = ItalianMoneyField(
        label=_("Most euro in one file"),
        required=False,
        limit=Decimal("99999999.99"),
        help_text=_("Empty: no limit."),
    )
    expected = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = TreasuryAccount
        fields = ("version", "holder", "iban", "bic", "cuc", "most_transfers", "most_amount")
        help_texts = {
            "holder": _("As the bank knows it, at most 70 characters, without accents."),
            "bic": _("Only if your bank asks for it."),
            "cuc": _("The code of 8 characters your bank gave you for files (CBI). Leave it empty if you have none."),
            "most_transfers": _("Over it the payments are divided into several files. Empty: no limit."),
        }  # fmt: skip

    def clean_holder(self):
        """In the letters of banks, so that what is shown is what leaves."""
        typed = self.cleaned_data["holder"]
        found = plain(typed, NAME)
        if typed and not found:
            raise forms.ValidationError(_("Write the name in Latin letters."))
        return found

    def clean_bic(self):
        """Capital letters, no spaces."""
        return self.cleaned_data["bic"].replace(" ", "").upper()

    def clean_most_amount(self):
        """Empty or above nothing."""
        found = self.cleaned_data["most_amount"]
        if found is not None and not found:
            raise forms.ValidationError(_("A limit is above nothing: leave it empty where there is none."))
        return found

    def clean_cuc(self):
        """Capital letters, no spaces."""
        return self.cleaned_data["cuc"].replace(" ", "").upper()

    def clean(self):
        """A bank file needs who pays and from where."""
        data = super().clean()
        if data.get("version"):
            for name, words in (
                ("holder", _("Write who pays: the bank wants a name.")),
                ("iban", _("Write the account that pays.")),
            ):
                if name in data and not data[name]:
                    self.add_error(name, words)
        return data
