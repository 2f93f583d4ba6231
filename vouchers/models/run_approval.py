"""A signature under a locked list."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vouchers.models._scope import OfRun


class RunApproval(models.Model):
    """Binds a person to the lines they saw (``lines_hash``). Unlocking voids it; it never disappears.

    ``opened_by`` and ``locked_by`` are copied from the run, so that a plain check can say that nobody signs
    what
    they prepared; a trigger makes sure that they are copied right.
    """

    run = models.ForeignKey("vouchers.PaymentRun", models.PROTECT, related_name="approvals")
    lines_hash = models.CharField(max_length=64)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfRun.as_manager()

    class Meta:
        ordering = ["approved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "approved_by"],
                condition=Q(voided_at__isnull=True),
                name="one_approval_per_person_and_run",
                violation_error_message=_("You have already signed."),
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("opened_by")) & ~Q(approved_by=F("locked_by")),
                name="run_approved_by_another",
                violation_error_message=_("You prepared it: someone else approves it."),
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True)
                | Q(voided_at__isnull=False, voided_by__isnull=False),
                name="run_approval_void_has_who",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="approval_stands", exclude=["voided_at", "voided_by"]),
            pgtrigger.Protect(name="approval_is_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="approval_of_the_locked_list",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM vouchers_paymentrun
                        WHERE id = NEW.run_id AND state = 'locked' AND lines_hash = NEW.lines_hash
                            AND opened_by_id IS NOT DISTINCT FROM NEW.opened_by_id AND locked_by_id = NEW.locked_by_id
                        FOR SHARE
                    ) THEN
                        RAISE EXCEPTION 'an approval is given to the list as it was locked'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.run} {self.approved_by}"
