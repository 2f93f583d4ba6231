"""What gives the right: living at home, certificates, ISEE."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.formats import day
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
    past = ("recognised_on", "receipt_on")
    halves = frozenset(
        {"kind", "verification", "recognised_on", "valid_to", "percentage", "receipt", "receipt_on"}
    )

    class Meta(IntakeModelForm.Meta):
        model = Certificate
        fields = (
            "kind",
            "verification",
            "recognised_on",
            "valid_to",
            "percentage",
            "pending",
            "receipt",
            "receipt_on",
        )
        help_texts = {
            "receipt": _("Only while the recognition is still awaited."),
            "percentage": _("Only for civil invalidity, from 1 to 100."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receipt"].when = self.fields["receipt_on"].when = "pending=on"
        self.fields["percentage"].when = f"kind={Certificate.Kind.CIVIL_INVALIDITY.value}"

    def clean(self):
        """Awaited and already recognised exclude each other."""
        cleaned = super().clean()
        if cleaned.get("pending") and cleaned.get("recognised_on"):
            self.add_error("pending", _("There is a date of recognition: take away the date or this tick."))
        percentage = cleaned.get("percentage")
        if percentage is not None and cleaned.get("kind") not in (
            "",
            None,
            Certificate.Kind.CIVIL_INVALIDITY,
        ):
            self.add_error("percentage", _("Only civil invalidity has a percentage."))
        elif percentage is not None and not 1 <= percentage <= 100:
            self.add_error("percentage", _("The percentage goes from 1 to 100."))
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


class Periods(Rows):
    """Rows whose periods of one kind may not meet. ``starts`` and ``ends`` name the two dates.

    A new row that starts after an older one takes its place: the action closes the older one the day before.
    """

    starts = ends = ""

    def clean(self):
        """Say on the row which other one it meets, in its own dates."""
        kept = [form for form in self.forms if self._counts(form)]
        for place, form in enumerate(kept):
            for other in kept[:place]:
                if self._meet(form, other):
                    self._refuse(form, other)

    def _counts(self, form):
        cleaned = getattr(form, "cleaned_data", None)
        return bool(cleaned and cleaned.get("kind") and not cleaned.get("DELETE") and not form.errors)

    def _meet(self, one, other):
        a, b = one.cleaned_data, other.cleaned_data
        if a["kind"] != b["kind"]:
            return False
        if a.get("pending") or b.get("pending"):
            return bool(a.get("pending") and b.get("pending"))
        if not a[self.starts] or not b[self.starts]:
            return False
        (_first, first_ends), (second, _ends) = sorted(
            ((row[self.starts], row[self.ends] or date.max) for row in (a, b)), key=lambda period: period[0]
        )
        takes_its_place = one.instance.pk is None and a[self.starts] > b[self.starts]
        return first_ends >= second and not takes_its_place

    def _refuse(self, form, other):
        if form.cleaned_data.get("pending"):
            form.add_error("pending", _("This recognition is already awaited in another row."))
            return
        values = other.cleaned_data
        ends = values[self.ends]
        form.add_error(
            self.starts,
            _(
                "On these days another row of the same kind holds (%(a)s – %(b)s): close it or remove it first."
            )
            % {"a": day(values[self.starts]), "b": day(ends) if ends else _("no end")},
        )


class Certificates(Periods):
    starts, ends = "recognised_on", "valid_to"
    title = _("Law 104 and care allowance")
    legend = _("Certificate")


class Isees(Periods):
    starts, ends = "issued_on", "valid_to"
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
