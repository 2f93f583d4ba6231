"""A file in which the bank says what became of payments, and its rows about ours."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from vouchers.bank.answers import Outcome


class BankAnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of one's own Plan Office, for roles that may read payments."""
        if not user.may("payment.read") or user.office is None:
            return self.none()
        return self.filter(plan_office=user.office)


class BankAnswer(models.Model):
    """Kept as it came, never changed. ``others``: movements of the account that are no payment of ours, not kept."""

    class Kind(models.TextChoices):
        CAMT053 = "camt053", _("Statement of the account (camt.053)")
        CAMT054 = "camt054", _("Notice of movements (camt.054)")
        PAIN002 = "pain002", _("Report on the payments (pain.002)")
        CSV = "csv", _("Table (CSV or XLSX)")

    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    stored = models.OneToOneField("papers.StoredFile", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    others = models.PositiveIntegerField(default=0)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = BankAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan_office", "sha256"], name="one_answer_of_the_same_bytes"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.kind} {self.loaded_at:%Y-%m-%d}"


class AnswerRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the answers one may see."""
        return self.filter(answer__in=BankAnswer.objects.visible_to(user))


class AnswerRow(models.Model):
    """One row about a payment of ours, or one that looks ours and is nobody's (``payout`` empty).

    ``effect``: what it changed when it was loaded. ``amount`` in euro, empty when the bank does not say it.
    """

    class Effect(models.TextChoices):
        WRITTEN = "written", _("Recorded now")
        KNOWN = "known", _("Already known")
        WAITING = "waiting", _("Not final yet")
        UNMATCHED = "unmatched", _("To match")

    answer = models.ForeignKey(BankAnswer, models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField()
    end_to_end_id = models.CharField(max_length=60)
    payout = models.ForeignKey(
        "vouchers.Payout", models.PROTECT, null=True, blank=True, related_name="answers"
    )
    outcome = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Outcome])
    on = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    effect = models.CharField(max_length=9, choices=Effect.choices)

    objects = AnswerRowQuerySet.as_manager()

    class Meta:
        ordering = ["line", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effect="unmatched", payout__isnull=True)
                | ~Q(effect="unmatched") & Q(payout__isnull=False),
                name="row_without_a_payment_is_to_match",
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.end_to_end_id} {self.outcome}"
