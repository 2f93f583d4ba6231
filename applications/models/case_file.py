"""The printed case file (fascicolo): who asked for it, why, and what came out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models._scope import CaseRows


class CaseFile(models.Model):
    """One PDF of all the papers of a case its asker may open. ``stored`` is null until it is made.

    ``is_health`` and ``has_money``: as a Document's, true when one of its papers is; who may not open that paper
    may not open the whole.
    """

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="case_files")
    reason = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stored = models.OneToOneField(
        "papers.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    pages = models.PositiveIntegerField(null=True, blank=True)
    is_health = models.BooleanField(default=False)
    has_money = models.BooleanField(default=False)
    job = models.OneToOneField("jobs.Job", models.PROTECT, null=True, blank=True, related_name="+")

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stored__isnull=True, pages__isnull=True) | Q(stored__isnull=False, pages__gt=0),
                name="case_file_has_pages",
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.asked_at:%Y-%m-%d}"
