"""What a person has been granted: components, amounts and from when to when."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models import Intervention
from vouchers.models._line_money import held_to_its_line
from vouchers.models._periods import no_overlap
from vouchers.models._scope import through


class Award(models.Model):
    """From the first to the last day of the benefit, both included. Two awards of a case never share a
    day."""

    class EndReason(models.TextChoices):
        DEATH = "death", _("Death")
        PLACEMENT = "placement", _("Admission to a residential facility")
        RENOUNCE = "renounce", _("The family gives it up")
        MOVED = "moved", _("Moved to another Ambito")
        REQUIREMENT = "requirement", _("A requirement is no longer met")
        FORFEITURE = "forfeiture", _("Forfeiture")
        OTHER = "other", _("Another reason, written in the note")

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="awards")
    determination = models.ForeignKey("applications.Determination", models.PROTECT, related_name="awards")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="last day, included; brought forward when the award ends early")
    awarded_at = models.DateTimeField()
    awarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = through("application").as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="award_dates_in_order",
                violation_error_message=_("The end comes before the start: check the two dates."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="award_end_has_who_and_why",
            ),
            no_overlap(
                name="awards_do_not_overlap",
                key="application",
                start="starts_on",
                end="ends_on",
                message=_("The case already has an award in these days."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="award_is_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="award_stands", exclude=["ends_on", "end_reason", "ended_at", "ended_by"]
            ),
            *held_to_its_line(
                pgtrigger.Update,
                of_the_row="part.award_id = NEW.id",
                condition=pgtrigger.Q(old__ends_on__df=pgtrigger.F("new__ends_on")),
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.starts_on} – {self.ends_on}"


class AwardComponent(models.Model):
    """One intervention of the award. ``monthly_amount`` in euro, two decimals; never changed: a new amount is
    a new award."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="components")
    code = models.CharField(max_length=30)
    label = models.CharField(
        max_length=160, help_text="in Italian, from the rule set: the words of the papers"
    )
    monthly_amount = models.DecimalField(max_digits=9, decimal_places=2)

    objects = through("award__application").as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "code"], name="component_once_per_award"),
            models.CheckConstraint(condition=Q(monthly_amount__gt=0), name="component_amount_positive"),
        ]
        triggers = [
            pgtrigger.Protect(name="component_stands", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.award} {self.code}"

    @property
    def title(self):
        """The intervention in the language of the reader; the rule set's own words for one we do not know."""
        return Intervention(self.code).label if self.code in Intervention.values else self.label
