"""A monthly payment run: one month of one Ambito, from the first draft to the closed month."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.append_only import no_truncate
from accounts.formats import month_words
from vouchers.workflow import APPEARANCE, APPROVALS_NEEDED, BOOKED, EDITABLE, NEVER_LOCKED, RunState, edges

_OPEN_STATES = sorted(state.value for state in NEVER_LOCKED)
_FIXED_STATES = sorted(state.value for state in RunState if state not in NEVER_LOCKED)
_AFTER_THE_ISSUE = """
    IF NOT EXISTS (
        SELECT 1 FROM vouchers_paymentrun
        WHERE plan_office_id = NEW.plan_office_id AND month = NEW.month AND sequence = NEW.sequence - 1
            AND state IN (STATES)
    ) THEN
        RAISE EXCEPTION 'the list before is not issued' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""".replace("STATES", ", ".join(sorted(f"'{state.value}'" for state in BOOKED | {RunState.DROPPED})))


class RunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Runs of one's own Plan Office, for roles that may read payments. To a Comune they do not exist:
        the list
        names the people of every other one."""
        if not user.may("payment.read") or user.office is None:
            return self.none()
        return self.filter(plan_office=user.office)

    def with_people(self):
        """With everybody the page names, in one query."""
        return self.select_related(
            "plan_office",
            "opened_by",
            "checked_by",
            "locked_by",
            "issued_by",
            "sent_by",
            "paid_by",
            "closed_by",
            "job",
        )


class PaymentRun(models.Model):
    """``month`` is the first day of the month; ``sequence`` 1 is its list, 2, 3, … further lists of the same month for
    who came back or was left out. Once locked, the lines of the run stand still."""

    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    month = models.DateField()
    sequence = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.DRAFT, editable=False)
    value_date = models.DateField(help_text="the day the bank is asked to pay")
    version = models.PositiveIntegerField(
        default=0, help_text="raised whenever a line changes: a stale page is refused"
    )
    lines_hash = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the locked lines: what an approval binds"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="empty: opened by itself on the day the office set",
    )
    approvals_needed = models.PositiveSmallIntegerField(
        default=APPROVALS_NEEDED, help_text="different signatures, fixed at the lock from the total to pay"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paid_at = models.DateTimeField(
        null=True, blank=True, help_text="when the outcome of every payment was known"
    )
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    job = models.ForeignKey("jobs.Job", models.PROTECT, null=True, blank=True, related_name="+")

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan_office", "month", "sequence"],
                name="one_run_per_month_and_sequence",
                violation_error_message=_("The payment of this month is already open."),
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="run_month_is_first_day"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="run_sequence_from_one"),
            models.CheckConstraint(
                condition=Q(
                    state__in=_OPEN_STATES, locked_at__isnull=True, locked_by__isnull=True, lines_hash=""
                )
                | (
                    Q(state__in=_FIXED_STATES, locked_at__isnull=False, locked_by__isnull=False)
                    & ~Q(lines_hash="")
                ),
                name="run_locked_has_who_and_hash",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*_OPEN_STATES, "locked", "approved"])
                | Q(issued_at__isnull=False, issued_by__isnull=False),
                name="run_issued_has_who",
            ),
            models.CheckConstraint(
                condition=Q(approvals_needed__gte=APPROVALS_NEEDED), name="run_needs_two_signatures"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "reconciled", "closed"])
                | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="run_sent_has_who",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["reconciled", "closed"])
                | Q(paid_at__isnull=False, paid_by__isnull=False),
                name="run_reconciled_has_who",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="run_closed_has_who",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="run_state_moves", field="state", transitions=edges()),
            pgtrigger.Protect(
                name="run_starts_as_draft",
                operation=pgtrigger.Insert,
                condition=~(pgtrigger.Q(new__state="draft") | pgtrigger.Q(new__state="opening")),
            ),
            # One list of a month is open at a time: what the one before pays is known when the next begins.
            pgtrigger.Trigger(
                name="further_list_after_the_issue",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__sequence__gt=1),
                func=_AFTER_THE_ISSUE,
            ),
            pgtrigger.Protect(name="run_is_not_deleted", operation=pgtrigger.Delete),
            no_truncate(),
            pgtrigger.ReadOnly(
                name="run_identity_stands",
                fields=["plan_office", "month", "sequence", "opened_at", "opened_by"],
            ),
            # Who locked which lines can be changed only by unlocking, which brings the run back to the
            # checks.
            pgtrigger.Protect(
                name="lock_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=_FIXED_STATES)
                & ~pgtrigger.Q(new__state="checked")
                & (
                    pgtrigger.Q(old__lines_hash__df=pgtrigger.F("new__lines_hash"))
                    | pgtrigger.Q(old__locked_by__df=pgtrigger.F("new__locked_by"))
                    | pgtrigger.Q(old__value_date__df=pgtrigger.F("new__value_date"))
                    | pgtrigger.Q(old__approvals_needed__df=pgtrigger.F("new__approvals_needed"))
                ),
            ),
            # Four eyes: not even the code that writes the state can approve without two people's signatures.
            pgtrigger.Trigger(
                name="run_approved_by_two",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state="locked", new__state="approved"),
                func="""
                    IF (
                        SELECT COUNT(DISTINCT approved_by_id) FROM vouchers_runapproval
                        WHERE run_id = NEW.id AND voided_at IS NULL AND lines_hash = NEW.lines_hash
                    ) < NEW.approvals_needed THEN
                        RAISE EXCEPTION 'payment run % lacks signatures', NEW.id USING ERRCODE =
                        'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # Who locks cannot ask for fewer signatures than the newest act of one of its calls wants for such a sum.
            pgtrigger.Trigger(
                name="lock_asks_enough_signatures",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state="checked", new__state="locked"),
                func="""
                    IF NEW.approvals_needed < 3 AND (
                        SELECT COALESCE(SUM(amount), 0) FROM vouchers_payout WHERE run_id = NEW.id
                    ) >= (
                        SELECT MIN(third_signature_from) FROM (
                            SELECT DISTINCT ON (rules.call_id) rules.third_signature_from
                            FROM vouchers_moneyrules rules
                            WHERE rules.call_id IN (
                                SELECT one.call_id FROM vouchers_payout payout
                                JOIN applications_application one ON one.id = payout.application_id
                                WHERE payout.run_id = NEW.id
                            )
                            ORDER BY rules.call_id, rules.id DESC
                        ) newest
                    ) THEN
                        RAISE EXCEPTION 'payment run % needs a third signature', NEW.id USING ERRCODE =
                        'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self):
        """``2026-11``, ``2026-11-2``: what the run is called in addresses, lists and papers."""
        return f"{self.month:%Y-%m}" + (f"-{self.sequence}" if self.sequence > 1 else "")

    @property
    def of_month(self):
        """``novembre 2026``, ``novembre 2026 (elenco 2)``: what it is called in sentences."""
        month = month_words(self.month)
        if self.sequence == 1:
            return month
        return gettext("%(month)s (list %(n)s)") % {"month": month, "n": self.sequence}

    @property
    def opener(self):
        """Who opened it, in words."""
        return self.opened_by.full_name if self.opened_by else gettext("the calendar, on the day set")

    @property
    def is_editable(self):
        """Before the lock: lines may still come and go."""
        return self.state in EDITABLE

    @property
    def appearance(self):
        """(tone, icon) of the tag of its state."""
        return APPEARANCE[self.state]
