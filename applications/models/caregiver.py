"""Who cares: the family caregiver and the employed carer's contract."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models._history import tracked
from applications.models._scope import CaseRows

DATES_IN_ORDER = _("The end comes before the start: check the two dates.")


def dates_in_order(name):
    """A check that ``ends_on``, when given, is not before ``starts_on``."""
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        name=name,
        violation_error_message=DATES_IN_ORDER,
    )


@tracked
class Caregiver(models.Model):
    """Family caregiver (caregiver familiare, L. 205/2017 art. 1 c. 255; L.R. 23/2022 art. 2)."""

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="caregivers")
    last_name = models.CharField(_("Last name"), max_length=80)
    first_name = models.CharField(_("First name"), max_length=80)
    tax_code = models.CharField(_("Codice fiscale"), max_length=16, blank=True)
    relation = models.CharField(_("Relation"), max_length=60)
    phone = models.CharField(_("Phone"), max_length=30, blank=True)
    cohabiting = models.BooleanField(_("Lives together"), null=True, blank=True)
    weekly_hours = models.DecimalField(
        _("Hours a week"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("To"), null=True, blank=True)

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            dates_in_order("caregiver_dates_in_order"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(ends_on__isnull=True),
                name="one_current_caregiver",
                violation_error_message=_("There is already a family caregiver: end that one first."),
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__isnull=True) | Q(weekly_hours__gte=0, weekly_hours__lte=168),
                name="caregiver_hours_in_week",
                violation_error_message=_("A week has 168 hours: check the number."),
            ),
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}"


@tracked
class CarerContract(models.Model):
    """Contract of the employed carer (assistente familiare) or personal assistant. Cost in euro a month."""

    class Kind(models.TextChoices):
        DOMESTIC = "domestic", _("Domestic work contract")
        COOPERATIVE = "cooperative", _("Through a cooperative")
        SELF_EMPLOYED = "self_employed", _("Self-employed")

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="carer_contracts"
    )
    carer_name = models.CharField(_("Name of the carer"), max_length=120)
    tax_code = models.CharField(_("Codice fiscale"), max_length=16, blank=True)
    kind = models.CharField(_("Kind of contract"), max_length=20, choices=Kind.choices, default=Kind.DOMESTIC)
    regular = models.BooleanField(_("Registered with INPS"), null=True, blank=True)
    inps_reference = models.CharField(_("INPS reference"), max_length=60, blank=True)
    personal_assistant = models.BooleanField(
        _("Personal assistant of an independent living project"), default=False
    )
    weekly_hours = models.DecimalField(
        _("Hours a week"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    monthly_cost = models.DecimalField(
        _("Monthly cost"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("To"), null=True, blank=True)

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            dates_in_order("carer_dates_in_order"),
            models.CheckConstraint(
                condition=Q(weekly_hours__isnull=True) | Q(weekly_hours__gte=0, weekly_hours__lte=168),
                name="carer_hours_in_week",
                violation_error_message=_("A week has 168 hours: check the number."),
            ),
            models.CheckConstraint(
                condition=Q(monthly_cost__isnull=True) | Q(monthly_cost__gte=0),
                name="carer_cost_not_negative",
                violation_error_message=_("The amount cannot be negative."),
            ),
        ]

    def __str__(self):
        return self.carer_name
