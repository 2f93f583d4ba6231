"""A second person has checked that an account is the right one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from vouchers.models._scope import through


class AccountConfirmation(models.Model):
    """Of one account of one case, with evidence of its own; never changed. ``changed_by``: who wrote the account into
    the case, when the timeline says it, so that the database can refuse their own confirmation."""

    class How(models.TextChoices):
        BANK_PAPER = "bank_paper", _("A paper of the bank with holder and IBAN")
        CALL_BACK = "call_back", _("Called the family back on the number known before")
        IN_PERSON = "in_person", _("The holder came with an identity document")
        BANK_ANSWER = "bank_answer", _("The bank says that holder and account go together")

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="account_confirmations"
    )
    iban = models.CharField(max_length=34)
    payee_name = models.CharField(max_length=120, blank=True)
    how = models.CharField(_("How it was checked"), max_length=12, choices=How.choices)
    seen = models.CharField(
        _("What was seen or heard"), max_length=300, help_text=_("Paper and date, or who answered and when.")
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = through("application").as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(seen="") & ~Q(iban=""), name="account_confirmed_with_evidence"
            ),
            models.CheckConstraint(
                condition=Q(changed_by__isnull=True) | ~Q(confirmed_by=F("changed_by")),
                name="account_confirmed_by_another",
                violation_error_message=_("You wrote this account: someone else confirms it."),
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.application} …{self.iban[-4:]}"
