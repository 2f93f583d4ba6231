"""Files of a case: what came in, and what went out."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models._scope import CaseRows, since_handed_over


class DocumentRows(CaseRows):
    def visible_to(self, user):
        """Those of the cases the office sees; a Comune reads what came after the case was handed over to it."""
        return since_handed_over(super().visible_to(user), user, "added_at")

    def by_case(self, ref):
        """Those of the case with this protocol number or draft code."""
        return self.filter(Q(application__number=ref) | Q(application__draft_code=ref))


class Document(models.Model):
    """A stored file and what it is for this case. ``is_health``: needs ``case.health.read`` to be opened."""

    class Kind(models.TextChoices):
        ISEE = "isee", _("ISEE attestation")
        LAW_104 = "law_104", _("Law 104 report")
        ALLOWANCE = "allowance", _("Care allowance decree")
        IDENTITY = "identity", _("Identity document")
        CONTRACT = "contract", _("Carer's contract")
        MANDATE = "mandate", _("Mandate to collect")
        STAY = "stay", _("Paper of a hospital or facility")
        EXPENSE = "expense", _("Receipt of an expense")
        UVM = "uvm", _("Minutes of the assessment unit (UVM/EVM)")
        OTHER = "other", _("Other")
        DECISION = "decision", _("Decision notice")
        LETTER = "letter", _("Letter")
        REQUEST = "request", _("Request for documents")
        PLAN = "plan", _("Individual Plan")

    HEALTH_KINDS = frozenset({"law_104", "allowance", "plan", "uvm", "stay"})
    MONEY_KINDS = frozenset({"isee", "contract", "mandate", "expense", "decision", "letter"})
    ISSUED_KINDS = frozenset({"decision", "letter", "request", "plan"})

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="documents")
    stored = models.OneToOneField("papers.StoredFile", models.PROTECT, related_name="+")
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices)
    label = models.CharField(_("Name"), max_length=160)
    is_health = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DocumentRows.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self):
        return self.label

    @property
    def has_money(self):
        """True when it shows amounts, an ISEE or an IBAN."""
        return self.kind in self.MONEY_KINDS
