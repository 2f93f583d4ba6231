"""The row of a stored file. What the file means and who may download it is the domain's business."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import no_truncate
from accounts.models import Office


class StoredFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Files of the user's own Ambito: the Plan Office and the offices below it."""
        return self.filter(office__in=Office.objects.visible_to(user))


class StoredFile(models.Model):
    class ScanState(models.TextChoices):
        NOT_NEEDED = "not_needed", _("Made here")
        UNSCANNED = "unscanned", _("Content checked, no antivirus")
        PENDING = "pending", _("Waiting for the virus check")
        CLEAN = "clean", _("No virus")
        INFECTED = "infected", _("Blocked: virus")

    # The id is also the name on disk: the original name is data and never reaches the file system.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    # the eight signs at the foot of a paper of ours; empty for what others made
    printed_code = models.CharField(max_length=9, blank=True, default="", db_default="")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="stored_files")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    scan_state = models.CharField(max_length=10, choices=ScanState, default=ScanState.NOT_NEEDED)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["office", "kind", "-created_at"], name="storedfile_by_kind"),
            models.Index(
                fields=["printed_code"], condition=~Q(printed_code=""), name="storedfile_by_printed_code"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="storedfile_has_its_hash"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="storedfile_is_not_empty"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="stored_once", exclude=["scan_state"]),
            # what was found infected stays blocked; nothing is released without having been in quarantine
            pgtrigger.FSM(
                name="scan_moves",
                field="scan_state",
                transitions=[
                    ("unscanned", "pending"),
                    ("clean", "pending"),
                    ("pending", "clean"),
                    ("pending", "infected"),
                ],
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            no_truncate(),
        ]

    def __str__(self):
        return self.name

    @property
    def may_be_served(self):
        return self.scan_state not in {self.ScanState.PENDING, self.ScanState.INFECTED}

    @property
    def code(self):
        """The first twelve signs of the hash, as people read them to each other: 3F2A-91BC-07DE."""
        short = self.sha256[:12].upper()
        return f"{short[:4]}-{short[4:8]}-{short[8:]}"
