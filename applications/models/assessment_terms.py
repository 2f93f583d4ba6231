"""What a call asks of assessments: data of the office, set on a published call too."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models._history import tracked
from applications.scales import USUAL


def usual_scales():
    """The scales of a call whose office has not chosen."""
    return list(USUAL)


class AssessmentTermsQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may("call.read") and not user.may("case.read"):
            return self.none()
        return self.filter(call__plan_office=user.plan_office)


@tracked
class AssessmentTerms(models.Model):
    """One row per call; a call without one works as an unsaved row says (``terms_of``).

    ``scales``: codes, of which a new assessment takes the last version. ``valid_months``: how long an assessment
    holds and may be used again; None while the call does not say. ``sign_again``: what is taken over from an
    earlier case must be signed again. The days are the office's own, not the law's.
    """

    call = models.OneToOneField("applications.Call", models.CASCADE, related_name="assessment_terms")
    scales = models.JSONField(_("Scales"), default=usual_scales)
    valid_months = models.PositiveSmallIntegerField(_("Months an assessment is valid"), null=True, blank=True)
    sign_again = models.BooleanField(_("An assessment used again is signed again"), default=False)
    reminder_days = models.PositiveSmallIntegerField(_("Days before the ASST is reminded"), default=5)
    escalation_days = models.PositiveSmallIntegerField(_("Days before the managers step in"), default=10)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = AssessmentTermsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reminder_days__gte=1, escalation_days__gte=F("reminder_days")),
                name="assessment_terms_days_in_order",
                violation_error_message=_("The managers step in after the reminder, not before."),
            ),
            models.CheckConstraint(
                condition=Q(valid_months__isnull=True) | Q(valid_months__gte=1),
                name="assessment_terms_months_positive",
            ),
        ]

    def __str__(self):
        return str(self.call)


def terms_of(call):
    """The terms of a call, or those that hold while its office has set none."""
    return getattr(call, "assessment_terms", None) or AssessmentTerms(call=call)
