"""Rules of the money of a call as one person writes them, before another confirms them."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vouchers.models.money_rules import MoneyRulesQuerySet


class MoneyProposal(models.Model):
    """``values``: {field of MoneyRules: what was written}, as text for sums. Confirmed by another person it becomes a
    MoneyRules (``became``); refused it stays written, with its reason."""

    call = models.ForeignKey("applications.Call", models.PROTECT, related_name="money_proposals")
    values = models.JSONField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    refusal = models.CharField(max_length=300, blank=True)
    became = models.OneToOneField(
        "vouchers.MoneyRules", models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    objects = MoneyRulesQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(closed_at__isnull=True),
                name="one_open_proposal_per_call",
                violation_error_message=_(
                    "Somebody has already proposed other rules: confirm or refuse those first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, became__isnull=True, refusal="")
                | Q(closed_at__isnull=False, closed_by__isnull=False, became__isnull=False, refusal="")
                | Q(closed_at__isnull=False, closed_by__isnull=False, became__isnull=True) & ~Q(refusal=""),
                name="proposal_closed_says_how",
            ),
            models.CheckConstraint(
                condition=Q(became__isnull=True) | ~Q(closed_by=F("proposed_by")),
                name="proposal_confirmed_by_another",
                violation_error_message=_("You prepared it: someone else approves it."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="proposal_is_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="proposal_stands", exclude=["closed_at", "closed_by", "refusal", "became"]
            ),
            pgtrigger.Protect(
                name="proposal_answer_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.call} {self.proposed_at:%Y-%m-%d}"
