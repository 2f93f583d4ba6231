"""What a later act adds to a published call: more time, another window, other rules from a day on."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from applications.models.rule_set import RuleSetVersion

# A window is added after the one the call was published with, never inside it.
_FOLLOWS = """
    PERFORM 1 FROM applications_call c
        WHERE c.id = NEW.call_id AND c.published_at IS NOT NULL
        AND (NEW.opens_at IS NULL OR NEW.opens_at >= c.closes_at);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'call %: nothing can be added to a draft, nor a window inside the first one', NEW.call_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class CallAdditionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the calls the person reads."""
        if user.office is None or not user.may("call.read"):
            return self.none()
        return self.filter(call__plan_office=user.plan_office)

    def confirmed(self):
        """What counts: the others are proposals."""
        return self.filter(confirmed_at__isnull=False)

    def waiting(self):
        """Prepared, neither confirmed nor dropped."""
        return self.filter(confirmed_at__isnull=True, dropped_at__isnull=True)


class CallAddition(models.Model):
    """Prepared by one person, confirmed by another; from then on it stays, like the call it is added to.

    The call itself is never touched: which window is open, and which rules hold, is read from the dates.
    """

    class Kind(models.TextChoices):
        EXTENSION = "extension", _("Longer window")
        REOPENING = "reopening", _("Window opened again")
        RULES = "rules", _("Other rules")

    WINDOWS = (Kind.EXTENSION, Kind.REOPENING)

    call = models.ForeignKey("applications.Call", models.PROTECT, related_name="additions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    opens_at = models.DateTimeField(
        null=True, blank=True, help_text="of a window; an extension opens when the one before closes"
    )
    closes_at = models.DateTimeField(null=True, blank=True, help_text="first instant out of the window")
    rules_from = models.DateField(
        null=True, blank=True, help_text="first day on which cases not yet decided are judged under rule_set"
    )
    rule_set = models.ForeignKey(
        RuleSetVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="additions",
        help_text="of a window: that of whoever applies in it; NULL means those of the call",
    )
    act = models.CharField(max_length=200)
    act_date = models.DateField()
    reason = models.TextField(blank=True)
    edit_version = models.PositiveIntegerField(default=1)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CallAdditionQuerySet.as_manager()

    class Meta:
        ordering = ["prepared_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["extension", "reopening"],
                    opens_at__isnull=False,
                    closes_at__gt=F("opens_at"),
                    rules_from__isnull=True,
                )
                | Q(
                    kind="rules",
                    opens_at__isnull=True,
                    closes_at__isnull=True,
                    rules_from__isnull=False,
                    rule_set__isnull=False,
                ),
                name="call_addition_says_what_it_adds",
                violation_error_message=_("The call closes before it opens: check the two dates."),
            ),
            models.CheckConstraint(
                condition=~Q(act=""),
                name="call_addition_has_its_act",
                violation_error_message=_(
                    "Write the act of the call first: without it nothing can be published."
                ),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("prepared_by"))),
                name="call_addition_confirmed_by_another",
                violation_error_message=_("You prepared it: someone else confirms it."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, dropped_at__isnull=True)
                | Q(confirmed_at__isnull=False, dropped_at__isnull=True, confirmed_by__isnull=False)
                | Q(confirmed_at__isnull=True, dropped_at__isnull=False, dropped_by__isnull=False),
                name="call_addition_one_end",
            ),
            models.UniqueConstraint(
                fields=["call", "rules_from"],
                condition=Q(confirmed_at__isnull=False, kind="rules"),
                name="call_addition_one_text_by_day",
            ),
            ExclusionConstraint(
                name="call_windows_apart",
                expressions=[
                    ("call", RangeOperators.EQUAL),
                    (
                        Func(
                            F("opens_at"),
                            F("closes_at"),
                            function="TSTZRANGE",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(confirmed_at__isnull=False, kind__in=["extension", "reopening"]),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="confirmed_addition_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__confirmed_at__isnull=False),
            ),
            pgtrigger.Trigger(
                name="addition_follows_the_call",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=_FOLLOWS,
            ),
        ]

    def __str__(self):
        return f"{self.call}: {self.get_kind_display()}"

    @property
    def is_window(self):
        return self.kind in self.WINDOWS
