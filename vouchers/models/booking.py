"""One act of the ledger: its entries add up to nothing, and it is never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only


class BookingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Bookings of one's own Plan Office, for roles that may read payments."""
        if not user.may("payment.read") or user.office is None:
            return self.none()
        return self.filter(plan_office=user.office)


class Booking(models.Model):
    """Why money moved in the books: a run was issued, was paid, came back, was claimed back.

    A mistake is put right by a booking that ``reverses`` it, once.
    """

    class Kind(models.TextChoices):
        ISSUE = "issue", _("Payment run issued")
        PAYMENT = "payment", _("Paid by the treasurer")
        RETURN = "return", _("Payment came back")
        RECEIPT = "receipt", _("Undue money paid back")
        WRITE_OFF = "write_off", _("Claim given up by an act")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    run = models.ForeignKey(
        "vouchers.PaymentRun", models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    note = models.CharField(max_length=300, blank=True)
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run"], condition=Q(kind="issue"), name="run_booked_once"),
            models.CheckConstraint(
                condition=~Q(kind__in=["issue", "payment", "return"]) | Q(run__isnull=False),
                name="booking_of_a_run_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(kind="write_off") | ~Q(note=""), name="write_off_has_its_act"
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.get_kind_display()} {self.booked_at:%Y-%m-%d}"
