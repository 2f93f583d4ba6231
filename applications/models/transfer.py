"""A case that goes to another office: from when, to whom, and the sheet handed over."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from accounts.models import Office


class TransferQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The Ambito the case belongs to, the Comune that had it and, inside the Ambito, the one that has it now."""
        office = user.office
        if office is None or not user.may("case.read"):
            return self.none()
        if office.kind == Office.Kind.PLAN_OFFICE:
            return self.filter(application__plan_office=office)
        return self.filter(Q(from_office=office) | Q(to_office=office))

    def by_case(self, ref):
        """Those of the case with this protocol number or draft code."""
        return self.filter(Q(application__number=ref) | Q(application__draft_code=ref))


class Transfer(models.Model):
    """``moved_on``: first day in the new place. ``to_office`` None: another Ambito, named in ``to_name``.

    ``sheet``: what is handed over, frozen: [{"title", "health", "rows": [[label, value]]}], Italian words.
    """

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="transfers")
    from_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    to_office = models.ForeignKey("accounts.Office", models.PROTECT, null=True, blank=True, related_name="+")
    to_name = models.CharField(_("To"), max_length=160)
    moved_on = models.DateField()
    note = models.TextField(blank=True)
    sheet = models.JSONField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_office__isnull=True) | ~Q(to_office=models.F("from_office")),
                name="transfer_to_another_office",
            )
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.application} → {self.to_name} {self.moved_on}"
