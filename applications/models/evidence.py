"""Evidence of a case: ISEE, certificates, INPS reports, other measures, each with validity and verification.

Two periods of one kind never hold on the same day: the database refuses them. The words of a refusal are in the form.
"""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models._history import tracked
from applications.models._scope import CaseRows, PersonRows, rows_below


class Verification(models.TextChoices):
    """Where the value comes from, in growing order of trust."""

    DECLARED = "declared", _("Declared by the family")
    DOCUMENT = "document", _("Document checked")
    REGISTRY = "registry", _("Read from INPS")


class DateRange(models.Func):
    """``daterange(from, to, '[]')``: both days included, a missing end never comes."""

    function = "DATERANGE"
    output_field = DateRangeField()


def one_at_a_time(name, *, whose, starts, ends, condition=None):
    """No two rows of one kind of the same ``whose`` on one day. Checked at each statement unless deferred."""
    period = DateRange(starts, ends, RangeBoundary(inclusive_lower=True, inclusive_upper=True))
    return ExclusionConstraint(
        name=name,
        expressions=[
            (whose, RangeOperators.EQUAL),
            ("kind", RangeOperators.EQUAL),
            (period, RangeOperators.OVERLAPS),
        ],
        condition=condition,
        deferrable=models.Deferrable.IMMEDIATE,
        violation_error_message=OVERLAP,
    )


OVERLAP = _("Another period of the same kind holds on some of these days: close it or remove it first.")


class Evidence(models.Model):
    """Common to every piece of evidence: who checked it, when and how, and the file that shows it."""

    verification = models.CharField(
        _("Verification"), max_length=12, choices=Verification.choices, default=Verification.DECLARED
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    verification_note = models.CharField(
        _("How it was checked"),
        max_length=200,
        blank=True,
        help_text=_("For example the number of the report."),
    )
    document = models.ForeignKey(
        "applications.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Document attached"),
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
            one_at_a_time("isee_no_overlap", whose="person", starts="issued_on", ends="valid_to"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.value}"


@tracked
class Certificate(Evidence):
    """Law 104/1992 art. 3 c. 3, care allowance (L. 18/1980), attendance allowance, civil invalidity."""

    class Kind(models.TextChoices):
        LAW_104_C3 = "law_104_c3", _("Law 104/1992, art. 3 c. 3")
        CARE_ALLOWANCE = "care_allowance", _("Care allowance, L. 18/1980")
        ATTENDANCE_ALLOWANCE = "attendance_allowance", _("Attendance allowance")
        CIVIL_INVALIDITY = "civil_invalidity", _("Civil invalidity")

    person = models.ForeignKey("applications.Person", models.CASCADE, related_name="certificates")
    kind = models.CharField(_("Kind"), max_length=30, choices=Kind.choices)
    pending = models.BooleanField(_("Still waiting for recognition"), default=False)
    receipt = models.CharField(_("INPS receipt"), max_length=60, blank=True)
    receipt_on = models.DateField(_("Day of the receipt"), null=True, blank=True)
    percentage = models.PositiveSmallIntegerField(_("Percentage"), null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(percentage__isnull=True) | Q(percentage__gte=1, percentage__lte=100),
                name="certificate_percentage_in_range",
                violation_error_message=_("The percentage goes from 1 to 100."),
            ),
            models.CheckConstraint(
                condition=Q(percentage__isnull=True) | Q(kind="civil_invalidity"),
                name="certificate_percentage_of_invalidity",
                violation_error_message=_("Only civil invalidity has a percentage."),
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(pending=True),
                name="one_pending_certificate_per_kind",
                violation_error_message=_("This recognition is already awaited."),
            ),
            one_at_a_time(
                "certificate_no_overlap",
                whose="person",
                starts="recognised_on",
                ends="valid_to",
                condition=Q(pending=False),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


@tracked
class InpsReport(Evidence):
    """What INPS says of a carer's contract: the report of hiring (denuncia), or the contributions paid for a period."""

    class Kind(models.TextChoices):
        HIRING = "hiring", _("Report of hiring (denuncia)")
        CONTRIBUTIONS = "contributions", _("Contributions paid")

    contract = models.ForeignKey("applications.CarerContract", models.CASCADE, related_name="inps_reports")
    kind = models.CharField(_("Kind"), max_length=14, choices=Kind.choices)
    reference = models.CharField(_("INPS reference"), max_length=60, blank=True)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("To"), null=True, blank=True)
    amount = models.DecimalField(
        _("Contributions paid"), max_digits=9, decimal_places=2, null=True, blank=True
    )

    objects = rows_below("contract__application").as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="inps_report_dates_in_order",
                violation_error_message=_("The end comes before the start: check the two dates."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="inps_report_not_negative",
                violation_error_message=_("The amount cannot be negative."),
            ),
            one_at_a_time("inps_report_no_overlap", whose="contract", starts="starts_on", ends="ends_on"),
        ]

    def __str__(self):
        return self.get_kind_display()


@tracked
class MeasureCheck(Evidence):
    """What was found of another measure, beside what the family declared (``Application.other_measures``)."""

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="measure_checks")
    code = models.CharField(_("Measure"), max_length=40)
    receives = models.BooleanField(_("The person receives it"))
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("To"), null=True, blank=True)
    monthly_amount = models.DecimalField(
        _("Amount per month"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    renounced_on = models.DateField(_("Renounced on"), null=True, blank=True)

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["application", "code"], name="one_check_per_measure"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="measure_dates_in_order",
                violation_error_message=_("The end comes before the start: check the two dates."),
            ),
            models.CheckConstraint(
                condition=Q(monthly_amount__isnull=True) | Q(monthly_amount__gte=0),
                name="measure_not_negative",
                violation_error_message=_("The amount cannot be negative."),
            ),
        ]

    def __str__(self):
        return self.code

    def holds_on(self, on):
        """True when the person receives it on the day ``on`` and has not renounced it by then."""
        return (
            self.receives
            and (self.starts_on is None or self.starts_on <= on)
            and (self.ends_on is None or self.ends_on >= on)
            and (self.renounced_on is None or self.renounced_on > on)
        )
