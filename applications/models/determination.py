"""A determination: facts, rule set and findings of a decision, frozen as bytes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from applications.models._scope import CaseRows


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
        triggers = append_only()

    def __str__(self):
        return f"{self.application} {self.code}"
