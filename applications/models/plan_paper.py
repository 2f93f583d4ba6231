"""The paper of an approved plan."""

from django.db import models

from accounts.append_only import append_only
from applications.models._scope import rows_below


class PlanPaper(models.Model):
    """The PDF (E3) as it was when its version was approved, with its amounts: made once, the same at every download."""

    plan = models.OneToOneField("applications.IndividualPlan", models.PROTECT, related_name="paper")
    stored = models.OneToOneField("papers.StoredFile", models.PROTECT, related_name="+")

    objects = rows_below("plan__application").as_manager()

    class Meta:
        triggers = append_only()

    def __str__(self):
        return f"{self.plan}"
