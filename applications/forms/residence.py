"""Where the person lives, and whether the registry was asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import ItalianDateField
from applications.forms._base import IntakeForm, NotInTheFuture, Step, YesNoField, only_digits
from applications.models import Declaration, declared


class ResidenceForm(NotInTheFuture, IntakeForm, forms.Form):
    past = ("resident_checked_on", "resident_since", "permit_issued_on")
    halves = frozenset({"resident_since", "resident_checked_on", "permit_issued_on", "permit_valid_to"})

    address = forms.CharField(label=_("Address"), max_length=160, required=False)
    postal_code = forms.CharField(
        label=_("Postal code"),
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    resident = YesNoField(label=_("Is the person resident in a Comune of the Ambito?"))
    resident_since = ItalianDateField(
        label=_("Resident since"),
        required=False,
        help_text=_("The day from which the registry has the person in the Ambito."),
    )
    resident_checked_on = ItalianDateField(
        label=_("Registry checked on"),
        required=False,
        help_text=_("The day you looked in the population registry."),
    )

    citizenship = forms.ChoiceField(
        label=_("Citizenship"),
        choices=[("", _("Choose…")), *Declaration.Citizenship.choices],
        required=False,
    )
    permit_issued_on = ItalianDateField(label=_("Permit issued on"), required=False)
    permit_valid_to = ItalianDateField(label=_("Permit valid until"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["postal_code"].face = "date"  # as narrow as a date
        for name in ("permit_issued_on", "permit_valid_to"):
            self.fields[name].when = f"citizenship={Declaration.Citizenship.EXTRA_EU.value}"

    def clean(self):
        """A permit does not end before it begins."""
        cleaned = super().clean()
        issued, until = cleaned.get("permit_issued_on"), cleaned.get("permit_valid_to")
        if issued and until and until < issued:
            self.add_error("permit_valid_to", _("The permit ends before it was issued: check the two dates."))
        return cleaned

    def clean_postal_code(self):
        """Five digits, as on envelopes."""
        value = self.cleaned_data["postal_code"].strip()
        if value and not only_digits(value, 5):
            raise forms.ValidationError(_("The postal code has 5 digits, for example 25040"))
        return value


class ResidenceStep(Step):
    """Step “residenza”."""

    code = "residenza"

    def build(self):
        application, person = self.application, self.application.person
        initial = {
            "address": person.address,
            "postal_code": person.postal_code,
            "resident": application.resident,
            "resident_checked_on": application.resident_checked_on,
        }
        said = declared(application)
        for name in ("citizenship", "permit_issued_on", "permit_valid_to", "resident_since"):
            initial[name] = getattr(said, name)
        return ResidenceForm(self.data, initial=initial, today=self.today)
