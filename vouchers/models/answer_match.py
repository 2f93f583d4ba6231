"""A row of the bank's answer that no id fits, matched by hand with a payment."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import no_truncate
from vouchers.models.bank_answer import BankAnswer

_TO_MATCH = """
    IF NOT EXISTS (SELECT 1 FROM vouchers_answerrow WHERE id = NEW.row_id AND effect = 'unmatched') THEN
        RAISE EXCEPTION 'this row of the answer is no row to match' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class AnswerMatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the answers one may see."""
        return self.filter(row__answer__in=BankAnswer.objects.visible_to(user))


class AnswerMatch(models.Model):
    """One person says which ``payout`` the row is about, and why; another says whether it holds (``accepted``). Only
    then is the outcome booked. One that does not hold stays written, and the row may be matched again."""

    row = models.ForeignKey("vouchers.AnswerRow", models.PROTECT, related_name="matches")
    payout = models.ForeignKey("vouchers.Payout", models.PROTECT, related_name="matches")
    reason = models.CharField(max_length=300)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AnswerMatchQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["row"],
                condition=Q(accepted__isnull=True) | Q(accepted=True),
                name="row_of_an_answer_matched_once",
                violation_error_message=_("This row is matched already."),
            ),
            models.UniqueConstraint(
                fields=["payout"],
                condition=Q(accepted__isnull=True),
                name="payment_in_one_open_match",
                violation_error_message=_("Another row is being matched with this payment."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="match_has_its_reason"),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, decided_at__isnull=True, decided_by__isnull=True)
                | Q(accepted__isnull=False, decided_at__isnull=False, decided_by__isnull=False),
                name="match_decided_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="match_decided_by_another",
                violation_error_message=_("You prepared it: someone else approves it."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="match_of_a_row_to_match",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=_TO_MATCH,
            ),
            pgtrigger.Protect(name="match_is_not_deleted", operation=pgtrigger.Delete),
            no_truncate(),
            pgtrigger.ReadOnly(name="match_stands", exclude=["accepted", "decided_at", "decided_by"]),
            pgtrigger.Protect(
                name="match_answer_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__decided_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.row} → {self.payout}"
