"""What one person receives in one run: one transfer, whatever the months and supports in it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import no_truncate
from vouchers.models._scope import OfRun
from vouchers.models._standing import stands_still_once_locked


class Payout(models.Model):
    """``gross``: the months that are due; ``set_off``: what is kept back of money received unduly, or with a minus
    what was kept back too much and is given back; ``amount``: what the bank pays. Euro, two decimals.

    Payee and account are those of the moment of the lock, empty before.
    """

    class State(models.TextChoices):
        DUE = "due", _("In the list")
        BOOKED = "booked", _("Issued")
        PAID = "paid", _("Paid")
        RETURNED = "returned", _("Returned")

    run = models.ForeignKey("vouchers.PaymentRun", models.PROTECT, related_name="payouts")
    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="payouts")
    person = models.ForeignKey("applications.Person", models.PROTECT, related_name="+")
    gross = models.DecimalField(max_digits=9, decimal_places=2)
    set_off = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DUE)
    payee_name = models.CharField(max_length=120, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    payer = models.ForeignKey(
        "accounts.Office",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="given at the lock: the Plan Office, or the Comune of residence where the call says so",
    )
    end_to_end_id = models.CharField(
        max_length=35, unique=True, null=True, blank=True, help_text="given at the lock, never used again"
    )
    paid_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    return_reason = models.CharField(max_length=300, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfRun.as_manager()

    class Meta:
        ordering = [
            "application__municipality__name",
            "person__last_name",
            "person__first_name",
            "pk",
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "application"], name="one_payout_per_run_and_case"),
            models.CheckConstraint(
                condition=Q(gross__gte=0, amount__gte=0, amount=F("gross") - F("set_off"))
                & (Q(gross__gt=0) | Q(set_off__lt=0)),
                name="payout_is_gross_less_set_off",
            ),
            models.CheckConstraint(
                condition=Q(state="returned", returned_at__isnull=False, returned_by__isnull=False)
                & ~Q(return_reason="")
                | ~Q(state="returned") & Q(returned_at__isnull=True, returned_by__isnull=True),
                name="payout_returned_has_who_and_why",
            ),
        ]
        triggers = [
            stands_still_once_locked(
                "paid_on", "returned_on", "return_reason", "returned_at", "returned_by_id"
            ),
            no_truncate(),
        ]

    def __str__(self):
        return f"{self.run} {self.application_id} {self.amount}"
