"""Days on which a person is away and, in whole months of them, nothing is due."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vouchers.models._periods import no_overlap
from vouchers.models._scope import through


class Interruption(models.Model):
    """``ends_on`` is the last day away, null while it goes on."""

    class Reason(models.TextChoices):
        HOSPITAL = "hospital", _("Hospital stay")
        RESPITE = "respite", _("Respite stay in a facility")
        CAREGIVER_AWAY = "caregiver_away", _("Caregiver absent")
        EXPIRED_EVIDENCE = "expired_evidence", _("Expired ISEE or certificate")
        UNREACHABLE = "unreachable", _("The person cannot be reached")
        OTHER = "other", _("Other")

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="interruptions")
    reason = models.CharField(_("Reason"), max_length=20, choices=Reason.choices)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("To"), null=True, blank=True)
    expected_on = models.DateField(
        _("Return expected on"), null=True, blank=True, help_text="what the family or the facility says"
    )
    document = models.ForeignKey(
        "applications.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = through("application").as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="interruption_dates_in_order",
                violation_error_message=_("The end comes before the start: check the two dates."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True, ended_at__isnull=True, ended_by__isnull=True)
                | Q(ends_on__isnull=False, ended_at__isnull=False, ended_by__isnull=False),
                name="interruption_end_has_who_and_when",
            ),
            no_overlap(
                name="interruptions_do_not_overlap",
                key="application",
                start="starts_on",
                end="ends_on",
                message=_("There is already a suspension in these days."),
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.reason} {self.starts_on}"

    def days_away(self, *, on):
        """Days from the first day away to the last, or to ``on`` while it goes on; both included."""
        return ((self.ends_on or on) - self.starts_on).days + 1
