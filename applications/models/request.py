"""What the family is asked for, what arrived, and when the clock of the procedure stands still."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models._history import tracked
from applications.models._scope import CaseRows, rows_below


class DocumentRequest(models.Model):
    """One request for missing documents: from when it is open, the clock of the procedure stands still."""

    class How(models.TextChoices):
        LETTER = "letter", _("By letter")
        EMAIL = "email", _("By e-mail")
        PEC = "pec", _("By certified e-mail (PEC)")
        DESK = "desk", _("By hand, at the desk")
        PHONE = "phone", _("By phone, and by letter")

    class Outcome(models.TextChoices):
        ALL = "all", _("Everything arrived")
        SOME = "some", _("Only a part arrived")
        NONE = "none", _("Nothing arrived")

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="document_requests"
    )
    how = models.CharField(_("How is it sent?"), max_length=10, choices=How.choices, default=How.LETTER)
    due_on = models.DateField(_("By"))
    remind_on = models.DateField(_("Reminder on"), null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("Outcome"), max_length=6, choices=Outcome.choices, blank=True)

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(closed_at__isnull=True),
                name="one_open_request_per_case",
                violation_error_message=_("There is already an open request for documents."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome=""),
                name="request_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(reminded_at__isnull=True, reminded_by__isnull=True)
                | Q(reminded_at__isnull=False, reminded_by__isnull=False),
                name="request_reminded_paired",
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.due_on}"


class RequestedDocument(models.Model):
    """One document of a request, and the day it arrived (null: not yet)."""

    request = models.ForeignKey(DocumentRequest, models.PROTECT, related_name="items")
    label = models.CharField(_("Document"), max_length=200)
    arrived_on = models.DateField(_("Arrived on"), null=True, blank=True)

    objects = rows_below("request__application").as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.label


@tracked
class ClockStop(models.Model):
    """From when to when the clock of the procedure stands still, and why. ``ends_on``: the day it goes on."""

    class Reason(models.TextChoices):
        DOCUMENTS = "documents", _("documents asked of the family")
        NOTICE = "notice", _("notice under art. 10-bis L. 241/1990")

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="clock_stops")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="clock_stop_in_order",
            ),
            models.UniqueConstraint(
                fields=["application", "reason"],
                condition=Q(ends_on__isnull=True),
                name="one_open_clock_stop_per_reason",
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.reason} {self.starts_on}"
