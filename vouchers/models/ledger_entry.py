"""The ledger: what has been booked for each component and month."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from vouchers.models._scope import through


class LedgerEntry(models.Model):
    """Never changed: a correction is a later entry. ``amount`` in euro, positive when paid, negative when
    taken
    back. ``cause`` is the code of the payment's cause, empty for the plain month."""

    class Kind(models.TextChoices):
        PAYMENT = "payment", _("Payment")
        REVERSAL = "reversal", _("Reversal")

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="ledger")
    component = models.ForeignKey("vouchers.AwardComponent", models.PROTECT, related_name="ledger")
    month = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    cause = models.CharField(max_length=20, blank=True)
    payment = models.ForeignKey("vouchers.Payment", models.PROTECT, related_name="entries")
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = through("application").as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["component", "month"], name="ledger_component_month")]
        constraints = [
            models.UniqueConstraint(fields=["payment", "kind"], name="booked_once_per_payment_and_kind"),
            models.CheckConstraint(
                condition=Q(kind="payment", amount__gt=0) | Q(kind="reversal", amount__lt=0),
                name="ledger_sign_fits_kind",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="ledger_month_is_first_day"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.component} {self.month:%Y-%m} {self.amount}"
