"""A call (avviso): window, period, act, and the rule set it is decided under."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models.call_addition import CallAddition
from applications.models.rule_set import RuleSetVersion

# People applied trusting what was published: it stays. What a later act adds is a row of its own (CallAddition).
_STANDS = """
    IF TG_OP = 'DELETE'
        OR (OLD.published_by_id IS NOT NULL AND NEW.published_by_id IS DISTINCT FROM OLD.published_by_id)
        OR (
            NEW.plan_office_id, NEW.title, NEW.programme, NEW.number_prefix, NEW.rule_set_id,
            NEW.act, NEW.act_date, NEW.opens_at, NEW.closes_at, NEW.benefit_from, NEW.benefit_to,
            NEW.review_office, NEW.published_at, NEW.prepared_by_id, NEW.submitted_by_id, NEW.late_days
        ) IS DISTINCT FROM (
            OLD.plan_office_id, OLD.title, OLD.programme, OLD.number_prefix, OLD.rule_set_id,
            OLD.act, OLD.act_date, OLD.opens_at, OLD.closes_at, OLD.benefit_from, OLD.benefit_to,
            OLD.review_office, OLD.published_at, OLD.prepared_by_id, OLD.submitted_by_id, OLD.late_days
        )
    THEN
        RAISE EXCEPTION 'call % is published: it does not change', OLD.number_prefix USING ERRCODE =
        'check_violation';
    END IF;
    RETURN NEW;
"""


@dataclass(frozen=True)
class Window:
    """When applications are taken, and the addition that says so; None for the window the call began with."""

    opens_at: datetime
    closes_at: datetime
    addition: Any = None


@dataclass(frozen=True)
class Rules:
    """From which day a text of rules holds; ``starts_on`` None for the text the call was published with."""

    starts_on: date | None
    version: RuleSetVersion
    addition: Any = None


def last_closing(outer="pk"):
    """SQL of the last instant at which a call takes applications; ``outer``: where its key is."""
    later = CallAddition.objects.confirmed().filter(call=OuterRef(outer)).order_by()
    return Subquery(later.values("call").annotate(last=Max("closes_at")).values("last"))


class CallQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may("call.read") and not user.may("case.read"):
            return self.none()
        return self.filter(plan_office=user.plan_office)

    def open_at(self, at):
        """Published calls with a window that contains the instant ``at``."""
        added = CallAddition.objects.confirmed().filter(
            call=OuterRef("pk"), opens_at__lte=at, closes_at__gt=at
        )
        inside = Q(opens_at__lte=at, closes_at__gt=at) | Exists(added)
        return self.filter(inside, published_at__lte=at)

    def with_additions(self):
        """With what later acts added, in one more query."""
        return self.prefetch_related(additions())

    def with_last_closing(self):
        """With ``last_closing``, extensions and reopenings counted. GREATEST passes over NULL."""
        return self.annotate(last_closing=Greatest(F("closes_at"), last_closing()))


def additions(path="additions"):
    """What to prefetch so that windows and rules of a call ask the database nothing more."""
    rows = CallAddition.objects.select_related("rule_set", "prepared_by", "confirmed_by")
    return models.Prefetch(path, queryset=rows)


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
    late_days = models.PositiveSmallIntegerField(
        _("Days to bring ISEE and certificates after the application"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: the call takes only complete applications."),
    )
    refusal_notice = models.BooleanField(
        _("Notice before a refusal (art. 10-bis)"),
        default=True,
        help_text=_(
            "The family hears the reasons first and has ten days to answer. The article does not apply to competitive "
            "procedures: decide it for this call."
        ),
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

    def windows(self):
        """[Window] in order of time: the first, then those confirmed later. Empty for a call not published."""
        if self.published_at is None:
            return []
        added = [
            Window(one.opens_at, one.closes_at, one)
            for one in self.additions.all()
            if one.confirmed_at is not None and one.is_window
        ]
        return sorted([Window(self.opens_at, self.closes_at), *added], key=lambda one: one.opens_at)

    def is_open(self, *, at):
        """True when an application may be filed at the instant ``at``."""
        return bool(self.published_at and self.published_at <= at and self.window_at(at))

    def window_at(self, at):
        """The window that contains the instant ``at``, or None."""
        return next((one for one in self.windows() if one.opens_at <= at < one.closes_at), None)

    def closing(self, *, at):
        """When it stops taking applications: of the windows open or to come the first, joined to what extends it.

        After the last one, when that closed.
        """
        windows = self.windows() or [Window(self.opens_at, self.closes_at)]
        found = None
        for one in windows:
            if found is None or found.closes_at <= at or one.opens_at == found.closes_at:
                found = one
        return found.closes_at

    def texts(self):
        """[Rules] in order of time: which text of rules holds from which day."""
        added = [
            Rules(one.rules_from, one.rule_set, one)
            for one in self.additions.all()
            if one.confirmed_at is not None and not one.is_window
        ]
        return [Rules(None, self.rule_set), *sorted(added, key=lambda one: one.starts_on)]

    def rules_on(self, on, *, filed_at=None):
        """The RuleSetVersion in force on the day ``on`` for who applied at ``filed_at`` (None: not yet).

        Of the texts that have begun the last one: each by its day, that of a window by the day the window opened, for
        whoever applied in it. Nobody switches it on: it follows from the dates.
        """
        begun = [(one.starts_on or date.min, one.version) for one in self.texts()]
        window = self.window_at(filed_at) if filed_at is not None else None
        if window is not None and window.addition is not None and window.addition.rule_set_id:
            begun.append((timezone.localdate(window.opens_at), window.addition.rule_set))
        return max((one for one in begun if one[0] <= on), key=lambda one: one[0])[1]
