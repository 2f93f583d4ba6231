"""What happened to a case: facts and notes, never edited."""

from django.conf import settings
from django.db import models

from accounts.append_only import append_only
from applications.models._scope import CaseRows, since_handed_over


class EventRows(CaseRows):
    def visible_to(self, user):
        """Those of the cases the office sees; a Comune reads what came after the case was handed over to it."""
        return since_handed_over(super().visible_to(user), user, "at")


class Event(models.Model):
    """One fact. ``verb`` is a verb of the workflow, or ``create``, ``edit``, ``note``, ``letter``, ``payment``…"""

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="events")
    verb = models.CharField(max_length=30)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey("accounts.Office", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=30, blank=True)
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)

    objects = EventRows.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["application", "-at"], name="event_case_at")]
        triggers = append_only()

    def __str__(self):
        return f"{self.application} {self.verb}"
