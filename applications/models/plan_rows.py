"""The lists of a plan: needs, goals, interventions, resources, and the reviews made of it.

``key`` follows a row through edits and versions: a comment stays pinned to it, and versions are compared row by row.
"""

import uuid

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models._scope import rows_below
from applications.models.plan import IndividualPlan

Rows = rows_below("plan__application")


def in_order(name):
    """The end never before the start."""
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        name=name,
        violation_error_message=_("The end comes before the start: check the two dates."),
    )


class PlanNeed(models.Model):
    """What the person needs, and whether the plan answers it."""

    class Answer(models.TextChoices):
        COVERED = "covered", _("Covered")
        PARTLY = "partly", _("Covered in part")
        UNCOVERED = "uncovered", _("Not covered")

    plan = models.ForeignKey(IndividualPlan, models.CASCADE, related_name="needs")
    key = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID())
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(_("Need"), max_length=200)
    answer = models.CharField(_("Is it covered?"), max_length=10, choices=Answer.choices)
    note = models.CharField(_("By what, or what is missing"), max_length=300, blank=True)

    objects = Rows.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="plan_need_once")]

    def __str__(self):
        return self.label


class PlanGoal(models.Model):
    """What we want to reach, how we will see it, by when, and how far it has come."""

    class Reached(models.TextChoices):
        OPEN = "open", _("Not looked at yet")
        NOT = "not", _("Not reached")
        PARTLY = "partly", _("Reached in part")
        YES = "yes", _("Reached")

    plan = models.ForeignKey(IndividualPlan, models.CASCADE, related_name="goals")
    key = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID())
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Goal"), max_length=200)
    indicator = models.CharField(_("How we will see it"), max_length=200, blank=True)
    by_date = models.DateField(_("By"), null=True, blank=True)
    reached = models.CharField(
        _("How far it has come"), max_length=8, choices=Reached.choices, default=Reached.OPEN
    )

    objects = Rows.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="plan_goal_once")]

    def __str__(self):
        return self.title


class PlanIntervention(models.Model):
    """What is done for which goal, by whom, how often, given directly or bought by the family."""

    class Channel(models.TextChoices):
        DIRECT = "direct", _("Direct: the service is given")
        INDIRECT = "indirect", _("Indirect: money to buy it")

    plan = models.ForeignKey(IndividualPlan, models.CASCADE, related_name="interventions")
    key = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID())
    goal = models.ForeignKey(PlanGoal, models.SET_NULL, null=True, blank=True, related_name="interventions")
    position = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(_("What"), max_length=200)
    who = models.CharField(_("Who"), max_length=120, blank=True)
    how_often = models.CharField(_("How often"), max_length=120, blank=True)
    channel = models.CharField(_("Channel"), max_length=8, choices=Channel.choices, blank=True)
    tasks = models.CharField(_("Who does what"), max_length=300, blank=True)
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("To"), null=True, blank=True)

    objects = Rows.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="plan_intervention_once")]

    def __str__(self):
        return self.what


class PlanResource(models.Model):
    """A resource of the life project, public or private; value in euro a month, None when unknown."""

    class Fund(models.TextChoices):
        FNA = "fna", _("Measure B2 (FNA)")
        FNA_SERVICES = "fna_services", _("FNA, direct services")
        MUNICIPALITY = "municipality", _("Comune")
        HEALTH = "ssr", _("Regional health service")
        INPS = "inps", "INPS"
        FAMILY = "family", _("Family")
        THIRD_SECTOR = "third_sector", _("Third sector")
        PROVI = "provi", "PRO.VI."
        AFTER_US = "dopo_di_noi", "Dopo di Noi"
        PNRR = "pnrr", "PNRR"
        LAW_25 = "lr_25_2022", "L.R. 25/2022"
        FNPS = "fnps", "FNPS"
        ESF = "esf", "FSE+"
        OTHER = "other", _("Other")

    PUBLIC_FUNDS = frozenset(
        {
            "fna",
            "fna_services",
            "municipality",
            "ssr",
            "inps",
            "provi",
            "dopo_di_noi",
            "pnrr",
            "lr_25_2022",
            "fnps",
            "esf",
        }
    )

    class Nature(models.TextChoices):
        MONEY = "money", _("Money")
        SERVICE = "service", _("Service")
        TIME = "time", _("Time of people")
        GOODS = "goods", _("Goods or technology")

    class State(models.TextChoices):
        ACTIVE = "active", _("Already there")
        ASKED = "asked", _("Asked for")
        TO_START = "to_start", _("To be started")
        ENDED = "ended", _("Ended")

    plan = models.ForeignKey(IndividualPlan, models.CASCADE, related_name="resources")
    key = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID())
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(_("Resource"), max_length=160)
    fund = models.CharField(_("Source"), max_length=20, choices=Fund.choices)
    nature = models.CharField(_("Kind"), max_length=10, choices=Nature.choices, default=Nature.SERVICE)
    quantity = models.CharField(
        _("How much"), max_length=80, blank=True, help_text=_("For example: 4 hours a week")
    )
    weekly_hours = models.DecimalField(
        _("Hours a week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    monthly_value = models.DecimalField(
        _("Euro a month"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    provider = models.CharField(_("Who gives it"), max_length=120, blank=True)
    responsible = models.CharField(_("Who answers for it"), max_length=120, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=State.choices, default=State.ACTIVE)
    self_managed = models.BooleanField(_("Managed by the person"), default=False)
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("To"), null=True, blank=True)

    objects = Rows.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="plan_resource_once"),
            models.CheckConstraint(
                condition=Q(monthly_value__isnull=True) | Q(monthly_value__gte=0),
                name="resource_value_not_negative",
                violation_error_message=_("The amount cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__isnull=True) | Q(weekly_hours__gt=0, weekly_hours__lte=168),
                name="resource_hours_of_a_week",
                violation_error_message=_("A week has 168 hours: check the number."),
            ),
            # the amount of the measure comes from the calculation, never from the keyboard
            models.CheckConstraint(condition=~Q(fund="fna"), name="resource_b2_not_typed"),
            in_order("resource_dates_in_order"),
        ]

    def __str__(self):
        return self.label

    @property
    def is_public(self):
        return self.fund in self.PUBLIC_FUNDS


class PlanReview(models.Model):
    """A review that was held, or put off: what came out and when the next one is."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("The plan goes on as it is")
        CHANGE = "change", _("The plan must change: a new version")
        MOVED = "moved", _("Put off to another day")

    plan = models.ForeignKey(IndividualPlan, models.PROTECT, related_name="reviews")
    held_on = models.DateField(_("Day of the review"), null=True, blank=True)
    outcome = models.CharField(_("What came out"), max_length=10, choices=Outcome.choices)
    note = models.CharField(_("Notes"), max_length=600, blank=True)
    next_on = models.DateField(_("Next review on"), null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = Rows.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(outcome="moved") & Q(held_on__isnull=True) & Q(next_on__isnull=False))
                | (~Q(outcome="moved") & Q(held_on__isnull=False)),
                name="plan_review_held_or_moved",
                violation_error_message=_(
                    "A review put off needs its new day; one that was held needs the day it was."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.plan} {self.outcome}"
