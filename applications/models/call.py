"""A call (avviso) and the rule set it is decided under."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only


class RuleSetVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rule sets are public law: everybody who may read rules sees them all."""
        return self if user.may("rules.read") else self.none()


class RuleSetVersion(models.Model):
    """The exact text of a rule set, kept for ever: a case stays with the text it was decided under."""

    name = models.CharField(max_length=60)
    text = models.TextField(help_text="TOML, as loaded by eligibility.ruleset.load")
    sha256 = models.CharField(max_length=64, unique=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = RuleSetVersionQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-added_at"]
        triggers = append_only()

    def __str__(self):
        return f"{self.name} ({self.sha256[:8]})"


class CallQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may("call.read") and not user.may("case.read"):
            return self.none()
        return self.filter(plan_office=user.plan_office)

    def open_at(self, at):
        """Published calls whose window contains the instant ``at``."""
        return self.filter(published_at__lte=at, opens_at__lte=at, closes_at__gt=at)


class Call(models.Model):
    """One call of one Ambito: window, benefit period, protocol numbers, rule set."""

    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="calls")
    title = models.CharField(max_length=160)
    programme = models.CharField(
        max_length=80, help_text="name of the measure in this call, for letters and screens"
    )
    number_prefix = models.CharField(
        max_length=20, unique=True, help_text="first part of protocol numbers, e.g. B2-2026"
    )
    last_number = models.PositiveIntegerField(
        default=0, help_text="last protocol number given; raised under a row lock"
    )
    rule_set = models.ForeignKey(RuleSetVersion, models.PROTECT, related_name="calls")
    act = models.CharField(max_length=200)
    act_date = models.DateField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    benefit_from = models.DateField()
    benefit_to = models.DateField(help_text="last day, included")
    review_office = models.CharField(
        max_length=200, blank=True, help_text="where a review (riesame) is asked for"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="call_window_in_order",
                violation_error_message=_("The call closes before it opens: check the two dates."),
            ),
            models.CheckConstraint(
                condition=Q(benefit_to__gte=F("benefit_from")),
                name="call_benefit_in_order",
                violation_error_message=_("The benefit period ends before it starts: check the two dates."),
            ),
        ]

    def __str__(self):
        return self.title

    def is_open(self, *, at):
        """True when an application may be filed at the instant ``at``."""
        return bool(self.published_at and self.published_at <= at and self.opens_at <= at < self.closes_at)
