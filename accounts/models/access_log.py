"""Who looked at whose data. One row per opening, never changed, never deleted.

Legal ground: traceability of consultations of health data (Garante, guidelines on the health dossier,
4 June 2015: consultations kept at least 24 months).
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from accounts.models.office import Office


class AccessLogQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not getattr(user, "plan_office", None) or not user.may("access_log.read"):
            return self.none()
        return self.filter(office__in=Office.objects.visible_to(user))


class AccessLog(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name=_("office"))
    role = models.CharField(_("role"), max_length=30)
    # Not a foreign key: the log outlives the data it speaks of. Null: nobody in particular (the log is read).
    subject_id = models.BigIntegerField(_("person"), null=True)
    reference = models.CharField(_("case"), max_length=40, blank=True)
    what = models.CharField(_("what"), max_length=120)
    path = models.CharField(_("page"), max_length=200)
    at = models.DateTimeField(_("when"))
    address = models.GenericIPAddressField(_("address"), null=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_id", "-at"], name="access_by_subject"),
            models.Index(fields=["reference", "-at"], name="access_by_reference"),
            models.Index(fields=["office", "-at"], name="access_by_office"),
            models.Index(fields=["user", "-at"], name="access_by_user"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.user} · {self.what} · {self.reference}"
