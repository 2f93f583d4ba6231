"""The notice of refusal (art. 10-bis L. 241/1990): reasons told before deciding, observations, our answers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models._history import tracked
from applications.models._scope import CaseRows, rows_below


@tracked
class RefusalNotice(models.Model):
    """The reasons that stand against the application, as they were on the day ``on``, frozen as canonical JSON.

    ``received_on``: when the family had it, null while nobody knows. ``term_on``: the last day to answer.
    """

    class Outcome(models.TextChoices):
        REJECTED = "rejected", _("The application was rejected")
        ACCEPTED = "accepted", _("The application goes on")
        ENDED = "ended", _("The case ended otherwise")

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="refusal_notices"
    )
    rule_set = models.ForeignKey("applications.RuleSetVersion", models.PROTECT, related_name="+")
    on = models.DateField(help_text="the day the rules were applied to")
    findings = models.TextField()
    note = models.TextField(blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_on = models.DateField(null=True, blank=True)
    term_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    determination = models.ForeignKey(
        "applications.Determination", models.PROTECT, null=True, blank=True, related_name="refusal_notices"
    )

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(closed_at__isnull=True),
                name="one_open_refusal_notice_per_case",
                violation_error_message=_("There is already an open notice of refusal."),
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, term_on__isnull=True)
                | Q(received_on__isnull=False, term_on__gt=F("received_on")),
                name="refusal_notice_term_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome=""),
                name="refusal_notice_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="rejected") | Q(determination__isnull=False),
                name="refusal_notice_rejects_with_a_decision",
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.on}"


@tracked
class Observation(models.Model):
    """What the family wrote against the notice, and what the office answers to it."""

    notice = models.ForeignKey(RefusalNotice, models.PROTECT, related_name="observations")
    presented_on = models.DateField(_("Presented on"))
    text = models.TextField(_("What the family says"))
    document = models.ForeignKey(
        "applications.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.TextField(_("Answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = rows_below("notice__application").as_manager()

    class Meta:
        ordering = ["presented_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="observation_answered_in_words",
            )
        ]

    def __str__(self):
        return f"{self.notice} {self.presented_on}"
