"""Two records that may be one person: somebody said that they are, and united them, or that they are not."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.append_only import no_truncate
from accounts.models import Office


class PersonUnionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the Ambito, for its Plan Office: a Comune sees the people of its cases, not who is united."""
        office = user.office
        if office is None or office.kind != Office.Kind.PLAN_OFFICE or not user.may("case.read"):
            return self.none()
        return self.filter(plan_office=office)


class PersonUnion(models.Model):
    """``same``: the record ``gone`` is now part of ``kept``; else the two are different people, and it is never asked
    again. Written once; only the taking back of a union is added, within ``undo_until`` (last day, included).

    ``before`` and ``after``: the data of ``kept`` before and after, by name. ``moved``: {rows: {"in": keys that came
    from ``gone``, "out": keys of ``kept`` that gave way}}.
    """

    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    kept = models.ForeignKey("applications.Person", models.PROTECT, related_name="unions")
    gone = models.ForeignKey("applications.Person", models.PROTECT, related_name="+")
    same = models.BooleanField()
    reason = models.TextField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undo_until = models.DateField(null=True, blank=True)

    # filled once
    undone_reason = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PersonUnionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="union_of_two_records"),
            models.CheckConstraint(
                condition=Q(same=True, undo_until__isnull=False) | Q(same=False, undo_until__isnull=True),
                name="union_has_its_term",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_reason="")
                | (Q(same=True, undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
                name="union_undone_whole",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="union_has_its_reason"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(same=True, undone_at__isnull=True), name="united_once"
            ),
            models.UniqueConstraint(fields=["kept", "gone"], condition=Q(same=False), name="told_apart_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="union_is_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="union_stands", exclude=["undone_reason", "undone_at", "undone_by"]),
            no_truncate(),
        ]

    def __str__(self):
        return f"{self.kept_id} {'=' if self.same else '≠'} {self.gone_id}"
