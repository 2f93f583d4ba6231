"""The Individual Plan (Progetto Individuale): one row per version; its lists are in ``plan_rows.py``."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models._history import tracked
from applications.models._scope import CaseRows
from applications.models._signature import binding

# Whoever ever wrote or sent this version stays among its authors, also through raw SQL, and none of them decides on it.
_FOUR_EYES = """
    NEW.authors := ARRAY(
        SELECT DISTINCT one
        FROM unnest(
            NEW.authors || NEW.written_by_id || NEW.submitted_by_id
            || CASE WHEN TG_OP = 'UPDATE' THEN OLD.authors || OLD.written_by_id || OLD.submitted_by_id END
        ) AS one
        WHERE one IS NOT NULL ORDER BY one
    );
    IF NEW.approved_by_id = ANY (NEW.authors) AND (TG_OP = 'INSERT' OR NEW.state IS DISTINCT FROM OLD.state
        OR NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id)
    THEN
        RAISE EXCEPTION 'plan_approved_by_another: who prepared the plan does not approve it'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.returned_by_id = ANY (NEW.authors)
        AND (TG_OP = 'INSERT' OR NEW.returned_at IS DISTINCT FROM OLD.returned_at
            OR NEW.returned_by_id IS DISTINCT FROM OLD.returned_by_id)
    THEN
        RAISE EXCEPTION 'plan_returned_by_another: who prepared the plan does not send it back'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("To approve")
    RETURNED = "returned", _("To correct")
    APPROVED = "approved", _("Approved")
    SUPERSEDED = "superseded", _("Superseded")


@tracked(exclude=["authors"])
class IndividualPlan(models.Model):
    """One version of the plan. A correction after approval is a new version; the old one stays."""

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="plans")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=PlanState.choices, default=PlanState.DRAFT)
    edit_version = models.PositiveIntegerField(default=0)
    wishes = models.TextField(_("What matters, in the person's own words"), blank=True)
    emergency_plan = models.TextField(_("If the caregiver cannot be there"), blank=True)
    # the model it was filled from, "elderly/1": which text of which file
    profile = models.CharField(max_length=40, blank=True)
    # L.R. 23/2022: the caregiver takes part with the consent of the person
    caregiver_takes_part = models.BooleanField(_("The caregiver takes part in the plan"), default=False)
    caregiver_consent_on = models.DateField(_("The person agreed on"), null=True, blank=True)
    # binds the signatures; empty in versions written before plans were signed
    content_hash = models.CharField(max_length=64, blank=True)
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("To"), null=True, blank=True)
    review_on = models.DateField(_("First review on"), null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # kept by the database: every person who wrote or sent this version
    authors = ArrayField(models.BigIntegerField(), default=list, editable=False, db_default=[])
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    return_reason = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(state="approved"), name="one_approved_plan"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="one_plan_in_progress",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("written_by")) & ~Q(approved_by=F("submitted_by"))),
                name="plan_approved_by_another",
                violation_error_message=_("You prepared it: someone else approves it."),
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="plan_approved_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="plan_dates_in_order",
                violation_error_message=_("The end comes before the start: check the two dates."),
            ),
            models.CheckConstraint(
                condition=Q(caregiver_takes_part=False) | Q(caregiver_consent_on__isnull=False),
                name="plan_caregiver_with_consent",
                violation_error_message=_("Write the day the person agreed that the caregiver takes part."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="four_eyes_of_a_plan",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=_FOUR_EYES,
            )
        ]

    def __str__(self):
        return f"{self.application} v{self.version}"

    @property
    def prepared_by_ids(self):
        """The keys of all who wrote or sent this version: none of them decides on it."""
        return {pk for pk in (self.written_by_id, self.submitted_by_id, *self.authors) if pk}

    def valid_signatures(self):
        """{party: signature} of those that still bind this text. Uses a prefetch when there is one."""
        return {row.party: row for row in binding(self.signatures.all(), self.content_hash)}
