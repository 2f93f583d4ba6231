"""An office's own list of cases, brought in: the file as texts, how its columns are read, what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from applications.models._scope import CaseRows


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may("case.import"):
            return self.none()
        mine = self.filter(plan_office=user.plan_office)
        return mine if user.office.kind == Office.Kind.PLAN_OFFICE else mine.filter(uploaded_by=user)


class ImportBatch(models.Model):
    """One file. ``rows``: [[number, cells, formulas]], emptied once the cases are made.

    ``mapping``: {datum: column}, remembered for the next file with the same headings. ``report``: what the trial or
    the import found.
    """

    class State(models.TextChoices):
        MAPPING = "mapping", _("To be mapped")
        CHECKING = "checking", _("Being tried")
        REFUSED = "refused", _("With errors")
        CHECKED = "checked", _("Ready to import")
        APPLYING = "applying", _("Being imported")
        APPLIED = "applied", _("Imported")

    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    call = models.ForeignKey("applications.Call", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    headers = models.JSONField()
    rows = models.JSONField()
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.MAPPING)
    attempt = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.file_name


class ImportedRow(models.Model):
    """A row that became a case. Its key in the call is taken for ever: the same row imported again changes nothing."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="imported")
    call = models.ForeignKey("applications.Call", models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    application = models.OneToOneField(
        "applications.Application", models.CASCADE, related_name="imported_from"
    )

    objects = CaseRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "key"], name="imported_row_once_in_a_call")]

    def __str__(self):
        return self.key
