"""What somebody is typing into a step and has not saved yet."""

from django.conf import settings
from django.db import models

from applications.models._scope import CaseRows


class StepDraft(models.Model):
    """The fields of one step as one person's browser last sent them, right or wrong; gone when the step is saved.

    ``data``: {name: [values]}, with the version and the values the page was made from.
    """

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="step_drafts")
    step = models.CharField(max_length=20)
    data = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects = CaseRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "step", "saved_by"], name="one_draft_of_a_step_per_person"
            )
        ]

    def __str__(self):
        return f"{self.application} {self.step}"
