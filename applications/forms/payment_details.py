"""Where the money goes: holder of the account, IBAN, mandate."""

import schwifty
from django import forms
from django.utils.translation import gettext_lazy as _
from schwifty.exceptions import SchwiftyException

from applications import tax_code
from applications.forms._base import IntakeForm, Step, TaxCodeField

ITALIAN_LENGTH = 27


class IbanField(forms.CharField):
    """An IBAN with its two checks: the international digits and, for Italy, the CIN of the account."""

    face = "iban"
    default_error_messages = {
        "shape": _("An Italian IBAN has 27 characters and starts with IT"),
        "digits": _(
            "The check digits of the IBAN do not match: "
            "compare it with the bank's paper, four characters at a time."
        ),
        "account": _(
            "The letter of control inside the IBAN does not match: compare it with the bank's paper."
        ),
    }

    def __init__(self, **kwargs):
        super().__init__(max_length=50, **kwargs)
        self.widget.attrs.update(autocomplete="off", spellcheck="false", autocapitalize="characters")

    def to_python(self, value):
        """Capital letters without spaces; ValidationError with the check that failed."""
        code = tax_code.clean(super().to_python(value))
        if not code:
            return ""
        if not (code[:2].isalpha() and code.isascii() and code.isalnum()) or (
            code[:2] == "IT" and len(code) != ITALIAN_LENGTH
        ):
            raise self._error("shape")
        try:
            found = schwifty.IBAN(code)
        except SchwiftyException:
            raise self._error("digits" if code[:2] == "IT" else "shape") from None
        try:
            found.validate(validate_bban=True)
        except SchwiftyException:
            raise self._error("account") from None
        return str(found)

    def prepare_value(self, value):
        """In groups of four, as on the bank's paper."""
        code = tax_code.clean(value or "")
        return " ".join(code[i : i + 4] for i in range(0, len(code), 4))

    def _error(self, code):
        return forms.ValidationError(self.error_messages[code], code=code)


class PaymentDetailsForm(IntakeForm, forms.Form):
    """The account. Whoever represents the person collects by their own act; anybody else needs a mandate."""

    payee_from = forms.ChoiceField(
        label=_("Whose account is it?"),
        required=False,
        help_text=_("An empty name and codice fiscale are filled with theirs."),
    )
    payee_name = forms.CharField(label=_("Account holder"), max_length=120, required=False)
    payee_tax_code = TaxCodeField(label=_("Codice fiscale of the holder"), required=False)
    iban = IbanField(
        label="IBAN", required=False, help_text=_("27 characters, it starts with IT. Spaces do not matter.")
    )
    payee_delegated = forms.BooleanField(
        label=_("The account is not the person's: the mandate to collect is on file"), required=False
    )

    def __init__(self, *args, person, today, **kwargs):
        self.person = person
        self.signers = {
            str(one.pk): one
            for one in person.representatives.all()
            if one.ends_on is None or one.ends_on >= today
        }
        super().__init__(*args, **kwargs)
        self.fields["payee_from"].choices = [("", _("Choose…")), ("person", person.full_name)] + [
            (key, f"{one} ({one.get_kind_display()})") for key, one in self.signers.items()
        ]

    def clean(self):
        """Somebody else's account needs a mandate, unless they represent the person."""
        cleaned = super().clean()
        self._fill(cleaned)
        code = cleaned.get("payee_tax_code")
        own = {*tax_code.variants(self.person.tax_code)} | {one.tax_code for one in self.signers.values()}
        if code and code not in own and not cleaned.get("payee_delegated"):
            self.add_error(
                "payee_delegated",
                _(
                    "The holder is not the person: put the mandate to collect on file and tick this, "
                    "or write the person's account."
                ),
            )
        if cleaned.get("iban") and not cleaned.get("payee_name"):
            self.add_error("payee_name", _("Write whose account it is."))
        return cleaned

    def _fill(self, cleaned):
        """Name and codice fiscale of who was chosen, in the place of the empty ones."""
        chosen = cleaned.pop("payee_from", "")
        known = self.signers.get(chosen) or (self.person if chosen == "person" else None)
        if known is None:
            return
        if not cleaned.get("payee_name"):
            cleaned["payee_name"] = f"{known.first_name} {known.last_name}"
        if not cleaned.get("payee_tax_code") and "payee_tax_code" not in self.errors:
            cleaned["payee_tax_code"] = known.tax_code


class PaymentDetailsStep(Step):
    """Step “riscossione”."""

    code = "riscossione"

    def build(self):
        application, person = self.application, self.application.person
        names = [name for name in PaymentDetailsForm.base_fields if name != "payee_from"]
        initial = {name: getattr(application, name) for name in names}
        signs = person.representatives.all()
        if not application.iban and not signs:  # what is already known is not asked again
            initial["payee_name"] = application.payee_name or person.full_name
            initial["payee_tax_code"] = application.payee_tax_code or person.tax_code
        return PaymentDetailsForm(self.data, initial=initial, person=person, today=self.today)
