"""How the money a person received unduly comes back, when somebody decided it for the case."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from vouchers.models._scope import through


class RecoveryPlan(models.Model):
    """The newest row of a case holds; without one the rule of the call does. ``monthly_amount`` in euro."""

    class Way(models.TextChoices):
        NEXT_PAYMENTS = "next_payments", _("From the next payments")
        INSTALMENTS = "instalments", _("So much a month from the next payments")
        CLAIM = "claim", _("The family pays it back")

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="recovery_plans")
    way = models.CharField(_("How"), max_length=16, choices=Way.choices)
    monthly_amount = models.DecimalField(
        _("Euro a month"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    reason = models.CharField(_("Reason"), max_length=300)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = through("application").as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way="instalments", monthly_amount__isnull=False, monthly_amount__gt=0)
                | (~Q(way="instalments") & Q(monthly_amount__isnull=True)),
                name="instalments_have_their_amount",
                violation_error_message=_("Write how much is kept back each month."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="recovery_plan_has_its_reason"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.application} {self.way}"
