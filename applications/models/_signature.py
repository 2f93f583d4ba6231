"""What every signature is: somebody, at an instant, under one exact text. Kept for ever, voided with a reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.roles import ROLES


class Signature(models.Model):
    """``content_hash`` is the text that was signed; an edit of the text voids the row, which never disappears."""

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["signed_at"]

    @property
    def role_label(self):
        """The role it was signed in, in words."""
        return ROLES[self.role].label


def void_has_reason(name):
    """The constraint of every kind of signature: who, when and why, or none of them."""
    return models.CheckConstraint(
        condition=Q(voided_at__isnull=True, voided_by__isnull=True)
        | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason="")),
        name=name,
    )


def binding(rows, content_hash):
    """The signatures among ``rows`` that still bind the text of ``content_hash``."""
    return [row for row in rows if row.voided_at is None and row.content_hash == content_hash]
