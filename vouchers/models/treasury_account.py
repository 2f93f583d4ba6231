"""From which account an office pays, and what its bank wants in a file."""

import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only


class TreasuryAccountQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of one's own Plan Office, for roles that may read payments."""
        if not user.may("payment.read") or user.office is None:
            return self.none()
        return self.filter(plan_office=user.office)

    def in_force(self, plan_office, comune=None):
        """The newest one of the Plan Office, or of a ``comune`` that pays by itself; None when there is none. What was
        used before stays written."""
        return self.filter(plan_office=plan_office, comune=comune).order_by("-pk").first()


class TreasuryAccount(models.Model):
    """Written once, never changed: a new account is a new row. ``most_amount`` in euro. ``plan_office`` is whose Ambito
    it is; ``comune`` who pays from it, empty: the Plan Office itself.

    ``version`` empty: the accounting office pays from its own program, and there is no file for the bank.
    """

    class Version(models.TextChoices):
        V03 = "pain.001.001.03", _("SEPA file, pain.001.001.03")
        V09 = "pain.001.001.09", _("SEPA file, pain.001.001.09")
        NONE = "", _("No file: the accounting office pays from its own program")

    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    comune = models.ForeignKey("accounts.Office", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.CharField(
        _("How the treasurer is asked to pay"), max_length=20, choices=Version.choices, blank=True
    )
    holder = models.CharField(_("Name of who pays"), max_length=70, blank=True)
    iban = models.CharField(_("IBAN of the account that pays"), max_length=34, blank=True)
    bic = models.CharField(
        _("BIC of the bank"),
        max_length=11,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$", _("8 or 11 characters."))],
    )
    cuc = models.CharField(
        _("CUC code"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^[A-Z0-9]{8}$", _("8 letters or digits."))],
    )
    most_transfers = models.PositiveIntegerField(
        _("Most payments in one file"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    most_amount = models.DecimalField(
        _("Most euro in one file"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = TreasuryAccountQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(version="") | ~Q(holder="") & ~Q(iban=""),
                name="account_of_a_bank_file_is_whole",
                violation_error_message=_("Write who pays and from which account."),
            ),
            models.CheckConstraint(
                condition=(Q(most_transfers__isnull=True) | Q(most_transfers__gte=1))
                & (Q(most_amount__isnull=True) | Q(most_amount__gt=0)),
                name="limits_of_a_bank_file_above_nothing",
                violation_error_message=_("A limit is above nothing: leave it empty where there is none."),
            ),
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="account_of_a_comune_of_the_ambito",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NEW.comune_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM accounts_office
                        WHERE id = NEW.comune_id AND kind = 'municipality' AND parent_id = NEW.plan_office_id
                    ) THEN
                        RAISE EXCEPTION 'an account of another Ambito' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.payer} {self.iban[-4:]}"

    @property
    def payer(self):
        """The Office that pays from it."""
        return self.comune or self.plan_office
