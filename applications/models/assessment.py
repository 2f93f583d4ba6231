"""Multidimensional assessment: a social part and a health part, each signed by its own office."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models._history import tracked
from applications.models._scope import CaseRows, rows_below
from applications.models._signature import Signature, void_has_reason
from applications.scales import usual_versions


class Part(models.TextChoices):
    SOCIAL = "social", _("Social part")
    HEALTH = "health", _("Health part")


@tracked
class Assessment(models.Model):
    """Both parts as answers to the scales (``applications/scales``): {item code: level}, plus free texts.

    ``scale_versions``: {code: version} of the scales it was made with, for ever. ``content_hash`` binds the
    signatures: SHA-256 of the canonical JSON of what is signed; ``social_hash`` and ``health_hash`` the one put under a
    single part while the other was not written yet. ``reused_from``: the assessment of an earlier case
    this one was taken over from. ``profile``: the INPS minimum profile (``sina.py``), outside what is signed and
    unknown to the rules. While ``disagreed_at`` stands the ASST does not agree and says why.
    """

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="assessments")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scale_versions = models.JSONField(default=usual_versions)
    reused_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reuses")
    visited_on = models.DateField(_("Visit on"), null=True, blank=True)
    visited_from = models.TimeField(_("At what time"), null=True, blank=True)
    present = models.CharField(_("Who was present"), max_length=300, blank=True)
    social = models.JSONField(default=dict, blank=True)
    social_written_at = models.DateTimeField(null=True, blank=True)
    social_written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    health = models.JSONField(default=dict, blank=True)
    health_written_at = models.DateTimeField(null=True, blank=True)
    health_written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    profile = models.JSONField(default=dict, blank=True)
    profile_written_at = models.DateTimeField(null=True, blank=True)
    profile_written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    disagreed_at = models.DateTimeField(null=True, blank=True)
    disagreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    disagreement = models.CharField(max_length=600, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    social_hash = models.CharField(max_length=64, blank=True, default="")
    health_hash = models.CharField(max_length=64, blank=True, default="")
    edit_version = models.PositiveIntegerField(default=0)

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(disagreed_at__isnull=True, disagreed_by__isnull=True, disagreement="")
                | (Q(disagreed_at__isnull=False, disagreed_by__isnull=False) & ~Q(disagreement="")),
                name="assessment_disagreement_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.started_at:%Y-%m-%d}"

    def valid_signatures(self):
        """{part: signature} of the signatures that still bind today's content. Uses a prefetch when there is one."""
        return {
            row.part: row for row in self.signatures.all() if row.voided_at is None and self.bound_by(row)
        }

    def bound_by(self, signature):
        """True when ``signature`` was put under today's text: the whole of it, or its own part alone."""
        own = getattr(self, f"{signature.part}_hash")
        return signature.content_hash in {self.content_hash, own} - {""}

    @property
    def signed_by_both(self):
        return set(self.valid_signatures()) == {Part.SOCIAL, Part.HEALTH}


class AssessmentSignature(Signature):
    """Kept for ever: an edit voids it and says why, it never disappears."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="signatures")
    part = models.CharField(max_length=8, choices=Part.choices)
    # of an assessment taken over from an earlier case: the signature put then, which holds here too
    taken_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = rows_below("assessment__application").as_manager()

    class Meta(Signature.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "part"],
                condition=Q(voided_at__isnull=True),
                name="one_valid_signature_per_part",
            ),
            void_has_reason("signature_void_has_reason"),
        ]

    def __str__(self):
        return f"{self.assessment} {self.part}"
