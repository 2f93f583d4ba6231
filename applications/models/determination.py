"""A determination: facts, rule set and findings of a decision, frozen as bytes."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from applications.models._scope import CaseRows

# An application (no plan in force) is never refused by who follows the case, entered it or prepared its plan.
_FOUR_EYES = """
    IF EXISTS (
        SELECT 1 FROM applications_application a
        WHERE a.id = NEW.application_id AND (
            NEW.made_by_id IN (a.created_by_id, a.case_manager_id)
            OR NEW.made_by_id = ANY (
                SELECT unnest(p.authors) FROM applications_individualplan p
                WHERE p.application_id = a.id AND p.state IN ('draft', 'submitted', 'returned')
            )
        )
    ) THEN
        RAISE EXCEPTION 'refused_by_another: who prepared the case does not refuse it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Determination(models.Model):
    """What was decided and why. ``facts`` and ``findings`` are canonical JSON text, replayable to the byte."""

    class Verdict(models.TextChoices):
        ENTITLED = "entitled", _("Entitled")
        NOT_ENTITLED = "not_entitled", _("Not entitled")

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="determinations")
    plan = models.ForeignKey(
        "applications.IndividualPlan", models.PROTECT, null=True, related_name="determinations"
    )
    rule_set = models.ForeignKey("applications.RuleSetVersion", models.PROTECT, related_name="determinations")
    on = models.DateField(help_text="the day the rules were applied to")
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    monthly_total = models.DecimalField(
        max_digits=9, decimal_places=2, help_text="euro a month; 0 when not entitled"
    )
    facts = models.TextField()
    findings = models.TextField()
    code = models.CharField(
        max_length=16, unique=True, help_text="short name, from the hash of facts, rules and findings"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="four_eyes_of_a_refusal",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__plan__isnull=True, new__verdict="not_entitled"),
                func=_FOUR_EYES,
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.code}"
