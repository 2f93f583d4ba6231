"""A monthly run: its lines, checks, approvals and papers."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from vouchers.models.award import through
from vouchers.workflow import RunState, edges


class RunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Runs of the Ambito, for roles that may read payments."""
        if not user.may("payment.read"):
            return self.none()
        return self.filter(plan_office=user.plan_office)


class ThroughRun(models.QuerySet):
    def visible_to(self, user):
        if not user.may("payment.read"):
            return self.none()
        return self.filter(run__plan_office=user.plan_office)


class PaymentRun(models.Model):
    """One month of one Ambito. ``month`` is its first day. Once locked, its lines stand still."""

    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    month = models.DateField()
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.DRAFT)
    value_date = models.DateField(help_text="the day the bank is asked to pay")
    version = models.PositiveIntegerField(default=0, help_text="raised whenever a line changes; approvals name it")
    lines_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the locked lines: what an approval binds")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    job = models.ForeignKey("jobs.Job", models.PROTECT, null=True, blank=True, related_name="+")

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan_office", "month"],
                name="one_run_per_month",
                violation_error_message=_("The run of this month is already open."),
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="run_month_is_first_day"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "checked"]) | Q(locked_at__isnull=False, locked_by__isnull=False) & ~Q(lines_hash=""),
                name="run_locked_has_who_and_hash",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="run_state_moves", field="state", transitions=edges()),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self):
        """``2026-11``: what the run is called in addresses, lists and papers."""
        return f"{self.month:%Y-%m}"


class Payment(models.Model):
    """One component of one person in one month of benefit. Account and payee are those of the day of the lock.

    ``month`` is the month the money is for; ``run.month`` the month it is paid in (arrears differ).
    """

    class State(models.TextChoices):
        DUE = "due", _("In the list")
        TAKEN_OUT = "taken_out", _("Removed from this month")
        PAID = "paid", _("Paid")
        RETURNED = "returned", _("Returned")

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="payments")
    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="payments")
    person = models.ForeignKey("applications.Person", models.PROTECT, related_name="+")
    component = models.ForeignKey("vouchers.AwardComponent", models.PROTECT, related_name="payments")
    code = models.CharField(max_length=30, help_text="intervention code, copied from the component")
    month = models.DateField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DUE)
    cause = models.CharField(max_length=200, blank=True, help_text="why this line differs from the plain month")
    payee_name = models.CharField(max_length=120, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    removed_reason = models.CharField(max_length=300, blank=True)

    objects = ThroughRun.as_manager()

    class Meta:
        ordering = ["application__municipality__name", "person__last_name", "person__first_name", "pk"]
        indexes = [models.Index(fields=["application", "-month"], name="payment_case_month")]
        constraints = [
            # the promise of the product: nobody is paid twice for one component and month
            models.UniqueConstraint(
                fields=["person", "code", "month"], condition=~Q(state__in=["taken_out", "returned"]), name="paid_once_per_component_and_month"
            ),
            models.UniqueConstraint(fields=["run", "component", "month"], name="one_line_per_run_component_month"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(condition=Q(month__day=1), name="payment_month_is_first_day"),
        ]
        triggers = [
            # After the lock a line may only become paid or returned; everything else about it stands still.
            pgtrigger.Trigger(
                name="locked_lines_stand_still",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    DECLARE run_state TEXT;
                    BEGIN
                        SELECT state INTO run_state FROM vouchers_paymentrun
                            WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.run_id ELSE OLD.run_id END;
                        IF run_state IN ('draft', 'checked') THEN
                            IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
                        END IF;
                        IF TG_OP = 'UPDATE' AND NEW.state IN ('paid', 'returned')
                            AND (to_jsonb(NEW) - 'state') = (to_jsonb(OLD) - 'state') THEN
                            RETURN NEW;
                        END IF;
                        RAISE EXCEPTION 'the list of payment run % is locked', OLD.run_id USING ERRCODE = 'check_violation';
                    END;
                """,
            ),
            pgtrigger.Protect(name="paid_lines_stay", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__state__in=["paid", "returned"])),
        ]

    def __str__(self):
        return f"{self.run} {self.application_id} {self.code} {self.month:%Y-%m}"


class RunCheck(models.Model):
    """What a check found on one line or on the whole run. Rewritten at every check."""

    class Severity(models.TextChoices):
        BLOCK = "block", _("Block")
        WARNING = "warning", _("Warning")
        OK = "ok", _("All right")

    run = models.ForeignKey(PaymentRun, models.CASCADE, related_name="checks")
    code = models.CharField(max_length=30)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    application = models.ForeignKey("applications.Application", models.PROTECT, null=True, blank=True, related_name="+")
    detail = models.JSONField(default=dict, blank=True, help_text="values for the sentence of the check")
    amount = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    count = models.PositiveIntegerField(default=0)

    objects = ThroughRun.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.run} {self.code} {self.severity}"


class RunApproval(models.Model):
    """One signature under a locked list. The author never signs: the copies of who prepared it are the guard."""

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="approvals")
    lines_hash = models.CharField(max_length=64)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    voided_at = models.DateTimeField(null=True, blank=True)

    objects = ThroughRun.as_manager()

    class Meta:
        ordering = ["approved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "approved_by"], condition=Q(voided_at__isnull=True), name="one_approval_per_person_and_run"
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("opened_by")) & ~Q(approved_by=F("locked_by")),
                name="run_approved_by_another",
                violation_error_message=_("You prepared it: someone else approves it."),
            ),
        ]

    def __str__(self):
        return f"{self.run} {self.approved_by}"


class RunFile(models.Model):
    """A paper of the run, stored once: list, determination notice, or the letter of one case."""

    class Kind(models.TextChoices):
        LIST = "list", _("Payment list")
        NOTICE = "notice", _("Determination notice")
        LETTER = "letter", _("Letter")

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    application = models.ForeignKey("applications.Application", models.PROTECT, null=True, blank=True, related_name="run_files")
    stored = models.OneToOneField("papers.StoredFile", models.PROTECT, related_name="+")

    objects = ThroughRun.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "kind", "application"], nulls_distinct=False, name="one_paper_of_a_kind_per_run"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.run} {self.kind}"


class LedgerEntry(models.Model):
    """What has been booked for a component and month. Never changed: a correction is a later entry.

    ``amount``: euro, positive when paid, negative when taken back.
    """

    class Kind(models.TextChoices):
        PAYMENT = "payment", _("Payment")
        REVERSAL = "reversal", _("Reversal")

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="ledger")
    component = models.ForeignKey("vouchers.AwardComponent", models.PROTECT, related_name="ledger")
    month = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    cause = models.CharField(max_length=200)
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="entries")
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = through("application").as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["payment", "kind"], name="booked_once_per_payment_and_kind"),
            models.CheckConstraint(
                condition=Q(kind="payment", amount__gt=0) | Q(kind="reversal", amount__lt=0), name="ledger_sign_fits_kind"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="ledger_month_is_first_day"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.component} {self.month:%Y-%m} {self.amount}"
