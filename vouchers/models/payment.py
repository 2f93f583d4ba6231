"""A line of a run: one component of one person for one month."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vouchers.models._scope import OfRun

# What PostgreSQL does at every insert, update and delete of a line. The row of the run is locked in share
# mode
# (FOR SHARE), so that a line cannot slip in while another connection is locking the list.
_LINES_STAND_STILL = """
        IF TG_OP <> 'DELETE' THEN
            SELECT state INTO run_state FROM vouchers_paymentrun WHERE id = NEW.run_id FOR SHARE;
        ELSE
            SELECT state INTO run_state FROM vouchers_paymentrun WHERE id = OLD.run_id FOR SHARE;
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.run_id <> OLD.run_id THEN
            RAISE EXCEPTION 'a payment stays in its run' USING ERRCODE = 'check_violation';
        END IF;
        IF run_state IN ('draft', 'checked') THEN
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            IF NEW.state IN ('due', 'taken_out') THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'nothing is paid before the list is issued' USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'UPDATE' AND run_state IN ('issued', 'paid')
            AND (OLD.state, NEW.state) IN (('due', 'paid'), ('due', 'returned'), ('paid', 'returned'))
            AND (to_jsonb(NEW) - 'state') = (to_jsonb(OLD) - 'state') THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the list of the payment run is locked' USING ERRCODE = 'check_violation';
"""


class Payment(models.Model):
    """``month`` is the month the money is for; ``run.month`` the month it is paid in (arrears differ).

    ``payee_name`` and ``iban`` are those of the moment of the lock, empty before. ``amount`` in euro.
    """

    class State(models.TextChoices):
        DUE = "due", _("In the list")
        TAKEN_OUT = "taken_out", _("Removed from this month")
        PAID = "paid", _("Paid")
        RETURNED = "returned", _("Returned")

    class Cause(models.TextChoices):
        """Why a line for an earlier month is paid now."""

        LATE_AWARD = "late_award", _("Month before the award was decided")
        TAKEN_OUT = "taken_out", _("Removed from an earlier payment")
        RETURNED = "returned", _("The earlier payment came back")
        NOT_PAID_YET = "not_paid_yet", _("Not paid yet")

    run = models.ForeignKey("vouchers.PaymentRun", models.PROTECT, related_name="payments")
    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="payments")
    person = models.ForeignKey("applications.Person", models.PROTECT, related_name="+")
    component = models.ForeignKey("vouchers.AwardComponent", models.PROTECT, related_name="payments")
    code = models.CharField(max_length=30, help_text="intervention code, copied from the component")
    month = models.DateField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DUE)
    cause = models.CharField(max_length=20, choices=Cause.choices, blank=True)
    cause_note = models.CharField(max_length=300, blank=True, help_text="the reason written then")
    payee_name = models.CharField(max_length=120, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    removed_reason = models.CharField(max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfRun.as_manager()

    class Meta:
        ordering = [
            "application__municipality__name",
            "person__last_name",
            "person__first_name",
            "month",
            "pk",
        ]
        indexes = [models.Index(fields=["application", "-month"], name="payment_case_month")]
        constraints = [
            # The promise of the product: nobody is paid twice for one component and month.
            models.UniqueConstraint(
                fields=["person", "code", "month"],
                condition=~Q(state__in=["taken_out", "returned"]),
                name="paid_once_per_component_and_month",
                violation_error_message=_("This month is already in another payment."),
            ),
            models.UniqueConstraint(
                fields=["run", "component", "month"], name="one_line_per_run_component_month"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(condition=Q(month__day=1), name="payment_month_is_first_day"),
            models.CheckConstraint(
                condition=(
                    Q(state="taken_out", removed_at__isnull=False, removed_by__isnull=False)
                    & ~Q(removed_reason="")
                )
                | (
                    ~Q(state="taken_out")
                    & Q(removed_at__isnull=True, removed_by__isnull=True, removed_reason="")
                ),
                name="payment_removed_has_who_and_why",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked_lines_stand_still",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("run_state", "TEXT")],
                func=_LINES_STAND_STILL,
            ),
        ]

    def __str__(self):
        return f"{self.run} {self.application_id} {self.code} {self.month:%Y-%m}"
