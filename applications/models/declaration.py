"""What the family declares for one application, beside the evidence: some calls ask it, others do not."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.models._history import tracked
from applications.models._scope import CaseRows

NOT_NEGATIVE = _("The amount cannot be negative.")
WEEK = _("A week has 168 hours: check the number.")


def _hours(label):
    return models.DecimalField(label, max_digits=5, decimal_places=2, null=True, blank=True)


def _euro(label):
    return models.DecimalField(label, max_digits=9, decimal_places=2, null=True, blank=True)


def _between(name, top=None):
    """Unknown, or from zero up to ``top``."""
    inside = {f"{name}__gte": 0} | ({f"{name}__lte": top} if top else {})
    return Q(**{f"{name}__isnull": True}) | Q(**inside)


@tracked
class Declaration(models.Model):
    """One for each application. An empty field is "nobody asked yet", never "no"."""

    class Citizenship(models.TextChoices):
        ITALIAN = "italian", pgettext_lazy("citizenship", "Italian")
        EU = "eu", _("Of another State of the European Union")
        EXTRA_EU = "extra_eu", _("Of a State outside the European Union")

    class FiledWith(models.TextChoices):
        CAREGIVER = "caregiver", _("The caregiver's")
        BENEFICIARY = "beneficiary", _("The person's")
        OTHER = "other", _("Somebody else's, or on paper at the counter")

    class OtherCaregivers(models.TextChoices):
        NOBODY = "none", _("Nobody else")
        PARENT = "parent", _("The other parent")
        SOMEBODY = "other", _("Somebody else")

    class Previous(models.TextChoices):
        NOTHING = "none", _("No: first application")
        DIRECT = "direct", _("Yes: direct services")
        INDIRECT = "indirect", _("Yes: money (indirect services)")

    application = models.OneToOneField("applications.Application", models.CASCADE, related_name="declaration")
    # residence
    citizenship = models.CharField(_("Citizenship"), max_length=10, choices=Citizenship.choices, blank=True)
    permit_issued_on = models.DateField(_("Permit issued on"), null=True, blank=True)
    permit_valid_to = models.DateField(_("Permit valid until"), null=True, blank=True)
    resident_since = models.DateField(_("Resident since"), null=True, blank=True)
    # household
    lives_with_relatives = models.BooleanField(
        _("Does the person live with relatives?"), null=True, blank=True
    )
    # caregiver
    filed_with = models.CharField(
        _("Whose digital identity was the application filed with?"),
        max_length=12,
        choices=FiledWith.choices,
        blank=True,
    )
    other_caregivers = models.CharField(
        _("Is another caregiver recognised for the same person?"),
        max_length=8,
        choices=OtherCaregivers.choices,
        blank=True,
    )
    # supports
    line = models.CharField(_("Line of the call"), max_length=40, blank=True)
    previous_benefit = models.CharField(
        _("Did the person have the benefit of the call before this one?"),
        max_length=10,
        choices=Previous.choices,
        blank=True,
    )
    service_hours = _hours(_("Hours a week at day services"))
    school = models.CharField(_("School"), max_length=160, blank=True)
    school_hours = _hours(_("Hours a week at school"))
    direct_services_title = models.CharField(_("Programme of direct services"), max_length=160, blank=True)
    direct_services_cost = _euro(_("Yearly cost of the programme"))
    respite_title = models.CharField(_("Arranged respite stay"), max_length=160, blank=True)
    respite_cost = _euro(_("Cost of the stay"))

    objects = CaseRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(permit_issued_on__isnull=True)
                | Q(permit_valid_to__isnull=True)
                | Q(permit_valid_to__gte=F("permit_issued_on")),
                name="declaration_permit_in_order",
                violation_error_message=_("The permit ends before it was issued: check the two dates."),
            ),
            models.CheckConstraint(
                condition=_between("service_hours", 168) & _between("school_hours", 168),
                name="declaration_hours_in_week",
                violation_error_message=WEEK,
            ),
            models.CheckConstraint(
                condition=_between("direct_services_cost") & _between("respite_cost"),
                name="declaration_costs_not_negative",
                violation_error_message=NOT_NEGATIVE,
            ),
        ]

    def __str__(self):
        return str(self.application)


@tracked
class HeldMeasure(models.Model):
    """The figures of another public measure the person has; which ones is ``Application.other_measures``."""

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="measures")
    code = models.CharField(max_length=40)
    monthly_amount = _euro(_("Euro a month"))
    days_per_year = models.PositiveSmallIntegerField(_("Days a year"), null=True, blank=True)
    weekly_hours = _hours(_("Hours a week"))
    renounces = models.BooleanField(_("The person will renounce it"), default=False)

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["application", "code"], name="held_measure_once"),
            models.CheckConstraint(
                condition=_between("monthly_amount"),
                name="held_measure_not_negative",
                violation_error_message=NOT_NEGATIVE,
            ),
            models.CheckConstraint(
                condition=_between("weekly_hours", 168),
                name="held_measure_hours_in_week",
                violation_error_message=WEEK,
            ),
            models.CheckConstraint(
                condition=_between("days_per_year", 366),
                name="held_measure_days_in_year",
                violation_error_message=_("A year has at most 366 days: check the number."),
            ),
        ]

    def __str__(self):
        return self.code


def declared(application):
    """The declaration of the case, or a blank one that is not saved yet."""
    return getattr(application, "declaration", None) or Declaration(application=application)
