"""What happens to a person or a case after the application: dated when it happened and when it was known."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import no_truncate
from applications.models._scope import CaseRows


class LifeEvent(models.Model):
    """One fact of the life of a case. ``happened_on`` is the day it happened, ``recorded_at`` when the office knew.

    ``before`` and ``after``: words of what it changed. ``due_on``: the last day to answer, where there is one.
    A decision on it (``decided_at``) and its taking back (``undone_at``) are written once, by another person.
    """

    class Kind(models.TextChoices):
        DEATH = "death", _("Death")
        CAREGIVER = "caregiver", _("Change of caregiver")
        CARER = "carer", _("Change of the carer's contract")
        APPEAL = "appeal", _("Request for review")
        ISEE = "isee", _("New ISEE")
        PLACEMENT = "placement", _("Admission to a residence")
        RENOUNCE = "renounce", _("The family gives it up")
        FORFEITURE = "forfeiture", _("Forfeiture")

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted: the case is assessed again")
        CONFIRMED = "confirmed", _("Refused: the decision stands")
        CHANGED = "changed", _("The amount changes")
        UNCHANGED = "unchanged", _("The amount stays")

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="life_events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    source = models.CharField(max_length=160, blank=True)
    told_by = models.CharField(max_length=160, blank=True)
    note = models.TextField(blank=True)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    determination = models.ForeignKey(
        "applications.Determination", models.PROTECT, null=True, blank=True, related_name="+"
    )

    # filled once
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    decided_note = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_reason = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, outcome="")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(outcome="")),
                name="life_event_decision_whole",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_reason="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
                name="life_event_undone_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("recorded_by")),
                name="life_event_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True) | ~Q(undone_by=F("recorded_by")),
                name="life_event_undone_by_another",
            ),
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(kind="death", undone_at__isnull=True),
                name="one_death_of_a_case",
            ),
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(kind="appeal", decided_at__isnull=True),
                name="one_open_appeal_of_a_case",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="life_event_is_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="life_event_stands",
                exclude=[
                    "outcome", "decided_note", "decided_at", "decided_by",
                    "undone_reason", "undone_at", "undone_by",
                ],
            ),
            no_truncate(),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.application} {self.kind} {self.happened_on}"
