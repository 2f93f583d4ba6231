"""Evidence about the person: ISEE and certificates of disability, each with validity and verification."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models._history import tracked
from applications.models._scope import PersonRows


class Verification(models.TextChoices):
    """Where the value comes from, in growing order of trust."""

    DECLARED = "declared", _("Declared by the family")
    DOCUMENT = "document", _("Document checked")
    REGISTRY = "registry", _("Read from INPS")


class Evidence(models.Model):
    """Common to every piece of evidence: who checked it, when and how."""

    verification = models.CharField(
        _("Verification"), max_length=12, choices=Verification.choices, default=Verification.DECLARED
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


@tracked
class Isee(Evidence):
    """An ISEE attestation. ``valid_to`` is stored, never computed from the year (corrente has its own)."""

    class Kind(models.TextChoices):
        ORDINARIO = "ordinario", _("Ordinary ISEE")
        SOCIOSANITARIO = "sociosanitario", _("Social-health ISEE")
        RISTRETTO = "sociosanitario_ristretto", _("Social-health ISEE, restricted household")
        MINORENNI = "minorenni", _("ISEE for minors")
        CORRENTE = "corrente", _("Current ISEE")

    person = models.ForeignKey("applications.Person", models.CASCADE, related_name="isee_set")
    kind = models.CharField(_("Kind of ISEE"), max_length=30, choices=Kind.choices)
    value = models.DecimalField(_("ISEE value"), max_digits=11, decimal_places=2)
    dsu_protocol = models.CharField(_("DSU protocol number"), max_length=30, blank=True)
    year = models.PositiveSmallIntegerField(_("Year"))
    issued_on = models.DateField(_("Issued on"))
    valid_to = models.DateField(_("Valid until"))
    has_omissions = models.BooleanField(_("With omissions or discrepancies"), default=False)

    objects = PersonRows.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="isee_not_negative",
                violation_error_message=_("The amount cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("issued_on")),
                name="isee_dates_in_order",
                violation_error_message=_("The ISEE expires before it was issued: check the two dates."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.value}"


@tracked
class Certificate(Evidence):
    """Law 104/1992 art. 3 c. 3, care allowance (L. 18/1980) or attendance allowance."""

    class Kind(models.TextChoices):
        LAW_104_C3 = "law_104_c3", _("Law 104/1992, art. 3 c. 3")
        CARE_ALLOWANCE = "care_allowance", _("Care allowance, L. 18/1980")
        ATTENDANCE_ALLOWANCE = "attendance_allowance", _("Attendance allowance")

    person = models.ForeignKey("applications.Person", models.CASCADE, related_name="certificates")
    kind = models.CharField(_("Kind"), max_length=30, choices=Kind.choices)
    pending = models.BooleanField(_("Still waiting for recognition"), default=False)
    receipt = models.CharField(_("INPS receipt"), max_length=60, blank=True)
    recognised_on = models.DateField(_("Recognised on"), null=True, blank=True)
    valid_to = models.DateField(_("Review due on"), null=True, blank=True)

    objects = PersonRows.as_manager()

    class Meta:
        ordering = ["kind", "-recognised_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pending=True) | Q(recognised_on__isnull=False),
                name="certificate_recognised_or_pending",
                violation_error_message=_("Write the date of recognition, or tick that it is still awaited."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(recognised_on__isnull=True)
                | Q(valid_to__gte=F("recognised_on")),
                name="certificate_dates_in_order",
                violation_error_message=_("The review comes before the recognition: check the two dates."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
