"""What a check found, on one case or on the whole run."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vouchers.models._scope import OfRun


class RunCheck(models.Model):
    """Rewritten at every round of checks. ``application`` null: the summary of that check on the whole
    run."""

    class Severity(models.TextChoices):
        BLOCK = "block", _("Block")
        WARNING = "warning", _("Warning")
        OK = "ok", _("All right")

    run = models.ForeignKey("vouchers.PaymentRun", models.CASCADE, related_name="checks")
    code = models.CharField(max_length=30)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    application = models.ForeignKey(
        "applications.Application", models.PROTECT, null=True, blank=True, related_name="+"
    )
    values = models.JSONField(default=dict, blank=True, help_text="what goes into the sentence of the check")
    amount = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    count = models.PositiveIntegerField(default=0)

    objects = OfRun.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.run} {self.code} {self.severity}"
