"""What gives the right: living at home, certificates, ISEE."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms._base import IntakeForm, IntakeModelForm, NotInTheFuture, Rows, Step, YesNoField, rows
from applications.intake import ADULT
from applications.models import Certificate, Isee


class EvidenceForm(IntakeForm, forms.Form):
    lives_at_home = YesNoField(
        label=_("Does the person live at home?"), help_text=_("At home, not in a residential unit.")
    )
    declares_no_certificate = forms.BooleanField(
        label=_("The person has neither Law 104 nor the care allowance"), required=False
    )


class CertificateForm(NotInTheFuture, IntakeModelForm):
    past = ("recognised_on",)
    halves = frozenset({"kind", "verification", "recognised_on", "valid_to"})

    class Meta(IntakeModelForm.Meta):
        model = Certificate
        fields = ("kind", "verification", "recognised_on", "valid_to", "pending", "receipt")
        help_texts = {"receipt": _("Only while the recognition is still awaited.")}

    def clean(self):
        """Awaited and already recognised exclude each other."""
        cleaned = super().clean()
        if cleaned.get("pending") and cleaned.get("recognised_on"):
            self.add_error("pending", _("There is a date of recognition: take away the date or this tick."))
        return cleaned


class IseeForm(NotInTheFuture, IntakeModelForm):
    past = ("issued_on",)
    halves = frozenset({"kind", "verification", "value", "year", "issued_on", "valid_to"})

    class Meta(IntakeModelForm.Meta):
        model = Isee
        fields = (
            "kind",
            "verification",
            "value",
            "year",
            "issued_on",
            "valid_to",
            "dsu_protocol",
            "has_omissions",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = _("In euro, for example 15.640,00")
        self.fields["year"].required = False  # read from the day of issue
        self.fields["year"].error_messages["invalid"] = _("Write the year with 4 digits, for example 2026")
        self.fields["year"].widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4})
        self.fields["year"].face = "date"

    def clean(self):
        """Without a year, that of the issue."""
        cleaned = super().clean()
        issued = cleaned.get("issued_on")
        if not cleaned.get("year") and issued and "year" not in self.errors:
            cleaned["year"] = issued.year
        if cleaned.get("year") and not self.today.year - 10 <= cleaned["year"] <= self.today.year + 1:
            self.add_error("year", _("Write the year with 4 digits, for example 2026"))
        return cleaned


class Certificates(Rows):
    title = _("Law 104 and care allowance")
    legend = _("Certificate")


class Isees(Rows):
    title = "ISEE"
    legend = _("ISEE attestation")


CertificateRows = rows(Certificate, CertificateForm, Certificates)
IseeRows = rows(Isee, IseeForm, Isees)


class EvidenceStep(Step):
    """Step “requisiti”."""

    code = "requisiti"

    def build(self):
        application, person = self.application, self.application.person
        self.add_rows(CertificateRows, person.certificates.all(), "certificates")
        isee = self.add_rows(IseeRows, person.isee_set.all(), "isee")
        minor = person.age_on(self.today) < ADULT
        isee.hint = (
            _("For a minor the ordinary ISEE is needed.")
            if minor
            else _("For an adult the social-health ISEE is needed.")
        )
        initial = {
            "lives_at_home": application.lives_at_home,
            "declares_no_certificate": application.declares_no_certificate,
        }
        return EvidenceForm(self.data, initial=initial)

    def check_together(self):
        """A certificate and the tick that there is none cannot stand together."""
        certificates = self.row_sets[0]
        if self.form.cleaned_data["declares_no_certificate"] and certificates.values():
            self.form.add_error(
                "declares_no_certificate",
                _("There is a certificate below: take away this tick, or remove the certificate."),
            )
            return False
        return True
