"""The ledger, in double entry: what each person was owed for each month, what was paid, what is to come back."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from vouchers.models._scope import through
from vouchers.models.booking import Booking

# At every insert: the people concerned are locked, so that two bookings of one person wait for each other; a line is
# booked only onto the balance it was computed from; the entries of a booking add up to nothing.
_BOOKED_ONTO_ITS_BALANCE = """
        PERFORM 1 FROM applications_person
            WHERE id IN (SELECT person_id FROM new_values WHERE account = 'expense')
            ORDER BY id FOR NO KEY UPDATE;
        IF EXISTS (
            SELECT 1 FROM (
                SELECT person_id, code, month, booking_id, balance_before,
                    SUM(amount) OVER (PARTITION BY person_id, code, month ORDER BY id) - amount AS here
                FROM new_values WHERE account = 'expense'
            ) one
            WHERE one.balance_before <> one.here + (
                SELECT COALESCE(SUM(earlier.amount), 0) FROM vouchers_ledgerentry earlier
                WHERE earlier.account = 'expense' AND earlier.person_id = one.person_id AND earlier.code = one.code
                    AND earlier.month = one.month AND earlier.booking_id NOT IN (SELECT booking_id FROM new_values)
            )
        ) THEN
            RAISE EXCEPTION 'booked_onto_its_balance: the month was booked meanwhile'
                USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM new_values GROUP BY booking_id HAVING SUM(amount) <> 0) THEN
            RAISE EXCEPTION 'booking_adds_up: the entries of a booking do not add up to nothing'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
"""


class LedgerEntry(models.Model):
    """One side of a booking, never changed: a correction is a later booking. ``amount`` in euro, two decimals; plus
    is a debit, minus a credit. ``balance_before``: what had been booked for person, support and month, of the
    entries on the account of what people are owed."""

    class Account(models.TextChoices):
        EXPENSE = "expense", _("Owed by the measure for a month")
        PAYABLE = "payable", _("To be paid to the person")
        BANK = "bank", _("Treasurer")
        RECEIVABLE = "receivable", _("To come back from the person")
        WAIVED = "waived", _("Claims given up")

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Booking.Kind.choices, help_text="copied from the booking")
    account = models.CharField(max_length=10, choices=Account.choices)
    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="ledger")
    person = models.ForeignKey("applications.Person", models.PROTECT, related_name="+")
    component = models.ForeignKey(
        "vouchers.AwardComponent", models.PROTECT, null=True, blank=True, related_name="ledger"
    )
    code = models.CharField(max_length=30, blank=True, help_text="intervention code of the component")
    month = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    balance_before = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    cause = models.CharField(max_length=20, blank=True, help_text="why a month is booked later, or again")
    payment = models.ForeignKey(
        "vouchers.Payment", models.PROTECT, null=True, blank=True, related_name="entries"
    )
    payout = models.ForeignKey(
        "vouchers.Payout", models.PROTECT, null=True, blank=True, related_name="entries"
    )

    objects = through("application").as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["person", "code", "month"], name="ledger_person_month", condition=Q(account="expense")
            ),
            models.Index(fields=["application", "account"], name="ledger_case_account"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "kind", "account"], name="booked_once_per_payment_and_kind"
            ),
            models.UniqueConstraint(
                fields=["payout", "kind", "account"],
                condition=Q(payment__isnull=True),
                name="booked_once_per_payout_and_kind",
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="entry_is_not_nothing"),
            models.CheckConstraint(
                condition=(
                    Q(account="expense", component__isnull=False, month__isnull=False, month__day=1)
                    & Q(balance_before__isnull=False, balance_before__gte=0)
                    & ~Q(code="")
                )
                | (~Q(account="expense") & Q(balance_before__isnull=True)),
                name="expense_names_its_month",
            ),
            # nobody is ever owed less than nothing for a month
            models.CheckConstraint(
                condition=~Q(account="expense") | Q(amount__gte=-models.F("balance_before")),
                name="month_never_below_nothing",
            ),
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="booked_onto_its_balance",
                operation=pgtrigger.Insert,
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                referencing=pgtrigger.Referencing(new="new_values"),
                func=_BOOKED_ONTO_ITS_BALANCE,
            ),
        ]

    def __str__(self):
        return f"{self.account} {self.application} {self.amount}"
