"""What was decided on a plan sent for approval: by whom, when, in whose place, on which text. Never edited."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from accounts.roles import ROLES
from applications.models._scope import rows_below
from applications.models.plan import IndividualPlan

# Who prepared it decides nothing, whatever roles they hold; nor does who stands in for somebody who prepared it. A case
# is not rejected by who follows it or entered it, nor in their place, nor by a delegation that only approves.
_FOUR_EYES = """
    IF EXISTS (
        SELECT 1 FROM applications_individualplan p JOIN applications_application a ON a.id = p.application_id
        WHERE p.id = NEW.plan_id AND (
            NEW.decided_by_id = ANY (p.authors)
            OR (NEW.kind = 'rejected' AND NEW.decided_by_id IN (a.created_by_id, a.case_manager_id))
            OR EXISTS (
                SELECT 1 FROM accounts_delegation d
                WHERE d.id = NEW.delegation_id AND (
                    d.delegated_by_id = ANY (p.authors)
                    OR (NEW.kind = 'rejected' AND d.delegated_by_id IN (a.created_by_id, a.case_manager_id))
                )
            )
        )
    ) THEN
        RAISE EXCEPTION 'plan_decided_by_another: who prepared the plan does not decide on it'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.delegation_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM accounts_delegation d
        WHERE d.id = NEW.delegation_id AND d.delegate_id = NEW.decided_by_id AND d.ended_at IS NULL
            AND (d.may_reject OR NEW.kind <> 'rejected')
            AND (NEW.decided_at AT TIME ZONE 'Europe/Rome')::date BETWEEN d.starts_on AND d.ends_on
    ) THEN
        RAISE EXCEPTION 'plan_decided_within_delegation: the delegation does not let this person do this on this day'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class PlanDecision(models.Model):
    """One decision. ``content`` is the plan as it was read, ``content_hash`` its hash; ``note`` the written reason."""

    class Kind(models.TextChoices):
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Sent back")
        REJECTED = "rejected", _("Case rejected")

    plan = models.ForeignKey(IndividualPlan, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    delegation = models.ForeignKey(
        "accounts.Delegation", models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    note = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64)
    content = models.JSONField()
    determination = models.ForeignKey(
        "applications.Determination", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = rows_below("plan__application").as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=~Q(kind="returned"), name="plan_ends_with_one_decision"
            ),
            models.CheckConstraint(
                condition=~Q(kind="returned") | ~Q(note=""), name="plan_sent_back_has_reason"
            ),
            models.CheckConstraint(
                # a new version approved while the case is paid decides no amount
                condition=~Q(kind="rejected") | Q(determination__isnull=False),
                name="plan_rejected_with_its_calculation",
            ),
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="four_eyes_of_a_decision",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=_FOUR_EYES,
            ),
        ]

    def __str__(self):
        return f"{self.plan} {self.kind}"

    @property
    def role_label(self):
        """The role it was decided in, in words."""
        return ROLES[self.role].label
