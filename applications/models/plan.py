"""The Individual Plan (Progetto Individuale) and its life-project resources."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models._history import tracked
from applications.models._scope import CaseRows, rows_below


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("To approve")
    RETURNED = "returned", _("To correct")
    APPROVED = "approved", _("Approved")
    SUPERSEDED = "superseded", _("Superseded")


@tracked
class IndividualPlan(models.Model):
    """One version of the plan. A correction after approval is a new version; the old one stays."""

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="plans")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=PlanState.choices, default=PlanState.DRAFT)
    edit_version = models.PositiveIntegerField(default=0)
    wishes = models.TextField(_("What matters, in the person's own words"), blank=True)
    emergency_plan = models.TextField(_("If the caregiver cannot be there"), blank=True)
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("To"), null=True, blank=True)
    review_on = models.DateField(_("First review on"), null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    return_reason = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(state="approved"), name="one_approved_plan"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="one_plan_in_progress",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("written_by")) & ~Q(approved_by=F("submitted_by"))),
                name="plan_approved_by_another",
                violation_error_message=_("You prepared it: someone else approves it."),
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="plan_approved_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="plan_dates_in_order",
                violation_error_message=_("The end comes before the start: check the two dates."),
            ),
        ]

    def __str__(self):
        return f"{self.application} v{self.version}"


class PlanGoal(models.Model):
    """What we want to reach, how we will see it, by when."""

    plan = models.ForeignKey(IndividualPlan, models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Goal"), max_length=200)
    indicator = models.CharField(_("How we will see it"), max_length=200, blank=True)
    by_date = models.DateField(_("By"), null=True, blank=True)

    objects = rows_below("plan__application").as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class PlanIntervention(models.Model):
    """What is done, by whom, how often."""

    plan = models.ForeignKey(IndividualPlan, models.CASCADE, related_name="interventions")
    position = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(_("What"), max_length=200)
    who = models.CharField(_("Who"), max_length=120, blank=True)
    how_often = models.CharField(_("How often"), max_length=120, blank=True)
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("To"), null=True, blank=True)

    objects = rows_below("plan__application").as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.what


class PlanResource(models.Model):
    """A resource of the life project, public or private; value in euro a month, None when unknown."""

    class Fund(models.TextChoices):
        FNA = "fna", _("Measure B2 (FNA)")
        MUNICIPALITY = "municipality", _("Comune")
        HEALTH = "ssr", _("Regional health service")
        INPS = "inps", "INPS"
        FAMILY = "family", _("Family")
        THIRD_SECTOR = "third_sector", _("Third sector")
        PROVI = "provi", "PRO.VI."
        AFTER_US = "dopo_di_noi", "Dopo di Noi"
        OTHER = "other", _("Other")

    PUBLIC_FUNDS = frozenset({"fna", "municipality", "ssr", "inps", "provi", "dopo_di_noi"})

    class Nature(models.TextChoices):
        MONEY = "money", _("Money")
        SERVICE = "service", _("Service")
        TIME = "time", _("Time of people")
        GOODS = "goods", _("Goods or technology")

    plan = models.ForeignKey(IndividualPlan, models.CASCADE, related_name="resources")
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(_("Resource"), max_length=160)
    fund = models.CharField(_("Source"), max_length=20, choices=Fund.choices)
    nature = models.CharField(_("Kind"), max_length=10, choices=Nature.choices, default=Nature.SERVICE)
    quantity = models.CharField(
        _("How much"), max_length=80, blank=True, help_text=_("For example: 4 hours a week")
    )
    monthly_value = models.DecimalField(
        _("Euro a month"), max_digits=9, decimal_places=2, null=True, blank=True
    )

    objects = rows_below("plan__application").as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(monthly_value__isnull=True) | Q(monthly_value__gte=0),
                name="resource_value_not_negative",
                violation_error_message=_("The amount cannot be negative."),
            ),
            # the amount of the measure comes from the calculation, never from the keyboard
            models.CheckConstraint(condition=~Q(fund="fna"), name="resource_b2_not_typed"),
        ]

    def __str__(self):
        return self.label

    @property
    def is_public(self):
        return self.fund in self.PUBLIC_FUNDS
