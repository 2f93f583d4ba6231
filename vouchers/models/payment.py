"""A line of a run: one component of one person for one month."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import no_truncate
from vouchers.models._scope import OfRun
from vouchers.models._standing import stands_still_once_locked


class Payment(models.Model):
    """``month`` is the month the money is for; ``run.month`` the month it is paid in (arrears differ).

    ``amount`` in euro: what is due less what was booked before (``booked_before``). Minus: money received unduly, which
    the run books as to be recovered and never pays. ``revision`` counts the lines of one person, support and month.
    ``payee_name`` and ``iban`` are those of the moment of the lock, empty before.
    """

    class State(models.TextChoices):
        DUE = "due", _("In the list")
        TAKEN_OUT = "taken_out", _("Removed from this month")
        BOOKED = "booked", _("Issued")
        PAID = "paid", _("Paid")
        RETURNED = "returned", _("Returned")

    class Cause(models.TextChoices):
        """Why a line for an earlier month is paid now, or why a month changes after it was booked."""

        LATE_AWARD = "late_award", _("Month before the award was decided")
        TAKEN_OUT = "taken_out", _("Removed from an earlier payment")
        RETURNED = "returned", _("The earlier payment came back")
        NOT_PAID_YET = "not_paid_yet", _("Not paid yet")
        AMOUNT_CHANGED = "amount_changed", _("The monthly amount changed")
        DAYS_CHANGED = "days_changed", _("The days away changed")
        DEATH = "death", _("The person has died")
        ENDED = "ended", _("The award ended earlier")
        EXPENSES = "expenses", _("By the expense report of the month")

    run = models.ForeignKey("vouchers.PaymentRun", models.PROTECT, related_name="payments")
    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="payments")
    person = models.ForeignKey("applications.Person", models.PROTECT, related_name="+")
    component = models.ForeignKey("vouchers.AwardComponent", models.PROTECT, related_name="payments")
    code = models.CharField(max_length=30, help_text="intervention code, copied from the component")
    month = models.DateField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    booked_before = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    revision = models.PositiveSmallIntegerField(default=0)
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
            # The promise of the product: nobody is paid twice for one component and month. A month is on one open
            # list at a time; once booked, the ledger takes a further line only onto the balance it was computed from.
            models.UniqueConstraint(
                fields=["person", "code", "month"],
                condition=Q(state="due"),
                name="paid_once_per_component_and_month",
                violation_error_message=_("This month is already in another payment."),
            ),
            models.UniqueConstraint(
                fields=["person", "code", "month", "revision"], name="one_line_per_revision_of_a_month"
            ),
            models.UniqueConstraint(
                fields=["run", "component", "month"], name="one_line_per_run_component_month"
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="payment_is_not_nothing"),
            models.CheckConstraint(
                condition=Q(booked_before__gte=0, amount__gte=-F("booked_before")),
                name="payment_takes_back_what_was_booked",
            ),
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
        triggers = [stands_still_once_locked(), no_truncate()]

    def __str__(self):
        return f"{self.run} {self.application_id} {self.code} {self.month:%Y-%m}"

    @property
    def is_correction(self):
        """True when the line takes back what was booked too much."""
        return self.amount < 0
