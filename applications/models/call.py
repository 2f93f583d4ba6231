"""A call (avviso): window, period, act, and the rule set it is decided under."""

import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models.rule_set import RuleSetVersion

# People applied trusting what was published: it stays, and the window may only be made longer.
_STANDS = """
    IF TG_OP = 'DELETE' OR NEW.closes_at < OLD.closes_at
        OR (OLD.published_by_id IS NOT NULL AND NEW.published_by_id IS DISTINCT FROM OLD.published_by_id)
        OR (
            NEW.plan_office_id, NEW.title, NEW.programme, NEW.number_prefix, NEW.rule_set_id,
            NEW.act, NEW.act_date, NEW.opens_at, NEW.benefit_from, NEW.benefit_to,
            NEW.review_office, NEW.published_at, NEW.prepared_by_id, NEW.submitted_by_id
        ) IS DISTINCT FROM (
            OLD.plan_office_id, OLD.title, OLD.programme, OLD.number_prefix, OLD.rule_set_id,
            OLD.act, OLD.act_date, OLD.opens_at, OLD.benefit_from, OLD.benefit_to,
            OLD.review_office, OLD.published_at, OLD.prepared_by_id, OLD.submitted_by_id
        )
    THEN
        RAISE EXCEPTION 'call % is published: it does not change', OLD.number_prefix USING ERRCODE =
        'check_violation';
    END IF;
    RETURN NEW;
"""


class CallQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may("call.read") and not user.may("case.read"):
            return self.none()
        return self.filter(plan_office=user.plan_office)

    def open_at(self, at):
        """Published calls whose window contains the instant ``at``."""
        return self.filter(published_at__lte=at, opens_at__lte=at, closes_at__gt=at)


class Call(models.Model):
    """One call of one Ambito: window, benefit period, protocol numbers, rule set.

    Draft, submitted, published by a second person; from then on the database keeps what it promised.
    """

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
    # terms the office gives itself: an Ambito writes its own in the call
    procedure_days = models.PositiveSmallIntegerField(
        _("Days to conclude the procedure"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    documents_days = models.PositiveSmallIntegerField(
        _("Days given to the family for missing documents"), default=15, validators=[MinValueValidator(1)]
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("Days after which the family is reminded"), default=7, validators=[MinValueValidator(1)]
    )
    clone_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="clones")
    edit_version = models.PositiveIntegerField(default=1)
    # existing calls were published before two people were asked for: nobody prepared them
    prepared_at = models.DateTimeField(null=True, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
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
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | (
                    (Q(prepared_by__isnull=True) | ~Q(published_by=F("prepared_by")))
                    & (Q(submitted_by__isnull=True) | ~Q(published_by=F("submitted_by")))
                ),
                name="call_published_by_another",
                violation_error_message=_("You prepared it: someone else publishes it."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_call_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__published_at__isnull=False),
                func=_STANDS,
            ),
        ]

    def __str__(self):
        return self.title

    def is_open(self, *, at):
        """True when an application may be filed at the instant ``at``."""
        return bool(self.published_at and self.published_at <= at and self.opens_at <= at < self.closes_at)
