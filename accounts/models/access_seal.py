"""Seals on the access log: a later change of a sealed row, by whoever, shows."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only


class AccessSealQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the whole log, with nothing of anybody in them: for whoever may read the log."""
        if not getattr(user, "plan_office", None) or not user.may("access_log.read"):
            return self.none()
        return self.all()


class AccessSeal(models.Model):
    """Some rows of the log, in the order of their ids, and what they were when they were sealed.

    A seal covers every id after the last one of the seal before it, up to ``last_id``: a row that turns up in between
    later does not fit either. ``digest`` goes over the digest of the seal before, so that no seal can be changed or
    taken out without changing all those after it.
    """

    number = models.PositiveBigIntegerField(unique=True)
    last_id = models.BigIntegerField(unique=True)
    ids = ArrayField(models.BigIntegerField())
    leaves = models.BinaryField(help_text="the SHA-256 of each row, 32 bytes each, in the order of the ids")
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("sealed"))

    objects = AccessSealQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="access_seal_has_its_digest"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="access_seals_begin_with_one"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.number}: {self.digest[:12]}"
