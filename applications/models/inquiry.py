"""A question of one office about a case of another, which it may not open: who asked, when, why, and the answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models._scope import CaseRows


class Inquiry(models.Model):
    """The office of the case reads it and answers; the one that asked reads only the answer."""

    class Kind(models.TextChoices):
        HANDOVER = "handover", _("Hand the case over")
        SAME_CODE = "same_code", _("Another person with the same codice fiscale")

    class Outcome(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="inquiries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.TextField()
    asked_office = models.ForeignKey(
        "accounts.Office", models.PROTECT, related_name="+", help_text="the office that asks"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=3, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "asked_office", "kind"],
                condition=Q(answered_at__isnull=True),
                name="one_open_inquiry_per_office",
                violation_error_message=_("Your office has asked already, and waits for the answer."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, outcome="", answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(outcome=""),
                name="inquiry_answered_whole",
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.kind}"
