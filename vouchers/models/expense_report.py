"""What a family spent in a month, with its receipts: payslips, contributions, invoices. Versions, never deletions."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vouchers.models._scope import through


class ExpenseReport(models.Model):
    """The expenses of ``month`` (a first day) as brought on ``received_on``. The newest accepted version of a month
    holds; a mistake is put right by a later version, which the ledger turns into arrears or a recovery."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        SENT_BACK = "sent_back", _("Sent back")

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="expense_reports"
    )
    month = models.DateField(_("Month"))
    version = models.PositiveSmallIntegerField()
    received_on = models.DateField(_("Received on"))
    note = models.CharField(_("Note"), max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    verdict_note = models.CharField(max_length=300, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = through("application").as_manager()

    class Meta:
        ordering = ["-month", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "month", "version"], name="one_report_per_month_and_version"
            ),
            models.UniqueConstraint(
                fields=["application", "month"],
                condition=Q(verdict=""),
                name="one_report_waits_per_month",
                violation_error_message=_("A report of this month is already waiting to be looked at."),
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="report_month_is_first_day"),
            models.CheckConstraint(condition=Q(version__gte=1), name="report_version_from_one"),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_at__isnull=True, reviewed_by__isnull=True)
                | ~Q(verdict="") & Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="report_verdict_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="sent_back") | ~Q(verdict_note=""), name="report_sent_back_says_why"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("recorded_by")),
                name="report_reviewed_by_another",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="report_is_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="report_stands", exclude=["verdict", "verdict_note", "reviewed_at", "reviewed_by"]
            ),
            pgtrigger.Protect(
                name="report_verdict_stands",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__verdict=""),
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.month:%Y-%m} v{self.version}"

    @property
    def documented(self):
        """Euro of all its items."""
        return sum(item.amount for item in self.items.all())


class ExpenseItem(models.Model):
    """One payslip, payment of contributions or invoice. ``amount``: euro on the receipt; ``recognised``: what of it
    counts, null until somebody looked at it; less than the whole has its reason (``refusal``)."""

    class Kind(models.TextChoices):
        PAYSLIP = "payslip", _("Payslip")
        CONTRIBUTIONS = "contributions", _("INPS contributions")
        INVOICE = "invoice", _("Invoice or receipt")
        OTHER = "other", _("Other proof")

    report = models.ForeignKey(ExpenseReport, models.PROTECT, related_name="items")
    code = models.CharField(max_length=30, help_text="intervention code of the support it is for")
    kind = models.CharField(_("What is it?"), max_length=14, choices=Kind.choices)
    payee = models.CharField(_("Paid to"), max_length=120)
    number = models.CharField(_("Number"), max_length=60, blank=True)
    paid_on = models.DateField(_("Paid on"))
    amount = models.DecimalField(_("Amount"), max_digits=9, decimal_places=2)
    document = models.ForeignKey(
        "applications.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recognised = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    refusal = models.CharField(max_length=200, blank=True)

    objects = through("report__application").as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="expense_amount_positive"),
            models.CheckConstraint(
                condition=Q(recognised__isnull=True) | Q(recognised__gte=0, recognised__lte=F("amount")),
                name="expense_recognised_within_amount",
            ),
            models.CheckConstraint(
                condition=Q(recognised__isnull=True) | Q(recognised=F("amount")) | ~Q(refusal=""),
                name="expense_cut_has_its_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="expense_is_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="expense_stands", exclude=["recognised", "refusal"]),
            pgtrigger.Protect(
                name="expense_recognised_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__recognised__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.report} {self.kind} {self.amount}"
