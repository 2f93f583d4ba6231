"""A paper of a run."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from vouchers.models._scope import OfRun


class RunFile(models.Model):
    """Stored once: the payment list of the Ambito or of one Comune (``place``), the determination notice, what goes to
    the bank and to the accounting office, the letter of one case (``application``). What goes to the bank and to the
    accounting office of a Comune that pays by itself has its ``place``; without it, it is the Plan Office's.

    A long payment list is several files, ``part`` 1, 2, …; part 0 is all of it. A file for the bank is one of several
    ``part``; it has the id the bank answers with, the number of its transfers
    and their sum in euro.
    """

    class Kind(models.TextChoices):
        LIST = "list", _("Payment list")
        NOTICE = "notice", _("Determination notice")
        LETTER = "letter", _("Letter")
        PLACE = "place", _("Payment list of a municipality")
        BANK = "bank", _("File for the bank")
        SHEET = "sheet", _("For the accounting office, XLSX")
        CSV = "csv", _("For the accounting office, CSV")

    run = models.ForeignKey("vouchers.PaymentRun", models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    application = models.ForeignKey(
        "applications.Application", models.PROTECT, null=True, blank=True, related_name="run_files"
    )
    place = models.ForeignKey("accounts.Office", models.PROTECT, null=True, blank=True, related_name="+")
    part = models.PositiveSmallIntegerField(default=0, help_text="1, 2, … of what is kept in several files")
    message_id = models.CharField(
        max_length=33, unique=True, null=True, blank=True, help_text="given once, never used again"
    )
    transfers = models.PositiveIntegerField(null=True, blank=True)
    total = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    account = models.ForeignKey(
        "vouchers.TreasuryAccount", models.PROTECT, null=True, blank=True, related_name="+"
    )
    stored = models.OneToOneField("papers.StoredFile", models.PROTECT, related_name="+")

    objects = OfRun.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "kind", "application", "place", "part"],
                nulls_distinct=False,
                name="one_file_of_a_kind_per_run",
            ),
            models.CheckConstraint(
                condition=Q(kind="bank", part__gte=1, message_id__isnull=False, account__isnull=False)
                & Q(transfers__gte=1, total__gt=0)
                | ~Q(kind="bank")
                & (Q(part=0) | Q(kind__in=["list", "place"]))
                & Q(message_id__isnull=True, account__isnull=True)
                & Q(transfers__isnull=True, total__isnull=True),
                name="bank_file_has_its_id_and_sums",
            ),
            models.CheckConstraint(
                condition=Q(kind="place", place__isnull=False)
                | Q(kind__in=["bank", "sheet", "csv"])
                | ~Q(kind="place") & Q(place__isnull=True),
                name="file_of_a_comune_has_its_comune",
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.run} {self.kind}"

    @property
    def is_list(self):
        """A payment list, of the Ambito or of a Comune."""
        return self.kind in (self.Kind.LIST, self.Kind.PLACE)

    @property
    def format(self):
        """What kind of file it is, as people say it: PDF, XML, XLSX, CSV."""
        return self.stored.name.rpartition(".")[2].upper()
