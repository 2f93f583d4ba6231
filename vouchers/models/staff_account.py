"""Accounts of who works in the offices, kept so that they can be compared and not read."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import no_truncate


class StaffAccountQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of one's own Plan Office, for who keeps its offices and people."""
        if not user.may("office.write") or user.office is None:
            return self.none()
        return self.filter(plan_office=user.office)

    def in_force(self):
        return self.filter(removed_at__isnull=True)


class StaffAccount(models.Model):
    """``holder`` and ``account``: HMAC of who it is of and of the IBAN, with the key of the installation
    (``staff_register``); ``key`` names that key. What can be read is who (``user``, or ``shown``: a codice fiscale with
    its middle hidden) and the last four signs of the IBAN. Taken out, nothing of the account stays.
    """

    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    shown = models.CharField(max_length=20, blank=True)
    holder = models.CharField(max_length=64)
    account = models.CharField(max_length=64, blank=True)
    end = models.CharField(max_length=4, blank=True)
    key = models.CharField(max_length=8)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = StaffAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan_office", "holder", "account"],
                condition=Q(removed_at__isnull=True),
                name="staff_account_once",
                violation_error_message=_("This account is in the register already."),
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                & Q(account__regex="^[0-9a-f]{64}$", end__regex="^[0-9A-Z]{4}$")
                | Q(removed_at__isnull=False, removed_by__isnull=False, account="", end=""),
                name="staff_account_taken_out_is_forgotten",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, shown="") | Q(user__isnull=True) & ~Q(shown=""),
                name="staff_account_says_whose",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="staff_account_stands", exclude=["account", "end", "removed_at", "removed_by"]
            ),
            pgtrigger.Protect(
                name="staff_account_is_only_taken_out",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__removed_at__isnull=True)
                | pgtrigger.Q(old__removed_at__isnull=False),
            ),
            pgtrigger.Protect(name="staff_account_is_not_deleted", operation=pgtrigger.Delete),
            no_truncate(),
        ]

    def __str__(self):
        return f"{self.who} …{self.end}"

    @property
    def who(self):
        """The name of the user, or the codice fiscale with its middle hidden."""
        return self.user.full_name if self.user else self.shown
