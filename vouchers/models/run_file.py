"""A paper of a run."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from vouchers.models._scope import OfRun


class RunFile(models.Model):
    """Stored once: the payment list, the determination notice, or the letter of one case
    (``application``)."""

    class Kind(models.TextChoices):
        LIST = "list", _("Payment list")
        NOTICE = "notice", _("Determination notice")
        LETTER = "letter", _("Letter")

    run = models.ForeignKey("vouchers.PaymentRun", models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    application = models.ForeignKey(
        "applications.Application", models.PROTECT, null=True, blank=True, related_name="run_files"
    )
    stored = models.OneToOneField("papers.StoredFile", models.PROTECT, related_name="+")

    objects = OfRun.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "kind", "application"],
                nulls_distinct=False,
                name="one_paper_of_a_kind_per_run",
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.run} {self.kind}"
