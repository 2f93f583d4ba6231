"""A ranking as it was computed: frozen rows, the person who approved it, its publication by codes."""

import secrets

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from vouchers.models.budget import OfCall

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read for something else


def publication_code():
    """Eight signs that say nothing of the person or of the case; another in every version."""
    return "".join(secrets.choice(_SIGNS) for _unused in range(8))


class OfSnapshot(models.QuerySet):
    """Rows with a ``snapshot``: visible where the ranking is."""

    def visible_to(self, user):
        return self.filter(snapshot__in=RankingSnapshot.objects.visible_to(user))


class RankingSnapshot(models.Model):
    """One version of one list of a call: rules, money and cases as they were, bound by ``inputs_hash``. Never changed.

    ``scroll``: the same places as ``based_on``, with the money there is now: down the list, nobody is ranked again.
    """

    class Kind(models.TextChoices):
        RANKING = "ranking", _("Ranking")
        SCROLL = "scroll", _("Down the list")

    class Policy(models.TextChoices):
        STOP = "stop", _("Stop at the first who does not fit")
        SKIP = "skip", _("Pass to the next who fits")
        PARTIAL = "partial", _("Give the part that is left, then stop")

    call = models.ForeignKey("applications.Call", models.PROTECT, related_name="rankings")
    list_code = models.CharField(max_length=40, help_text="the list of the rules; “unica” where there is one")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.RANKING)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="scrolls")
    rule_set = models.ForeignKey("applications.RuleSetVersion", models.PROTECT, related_name="+")
    policy = models.CharField(max_length=8, choices=Policy.choices)
    starts_on = models.DateField(
        null=True, blank=True, help_text="of a scroll: first day of who is funded now"
    )
    reason = models.CharField(max_length=300, blank=True)
    available = models.JSONField(help_text="{line: euro as text} before this ranking")
    left = models.JSONField(help_text="{line: euro as text} after it")
    inputs = models.JSONField(help_text="what was ranked, as hashed: what changed since can be said")
    inputs_hash = models.CharField(max_length=64)
    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfCall.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["call", "list_code", "version"], name="ranking_version_once"),
            models.CheckConstraint(
                condition=Q(kind="ranking", based_on__isnull=True, starts_on__isnull=True)
                | (Q(kind="scroll", based_on__isnull=False, starts_on__isnull=False) & ~Q(reason="")),
                name="scroll_goes_down_a_ranking",
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.call} {self.list_code} v{self.version}"


class RankingRow(models.Model):
    """One case in one version, in exactly one class. ``cost`` and ``committed`` in euro to the end of the benefit."""

    class Class(models.TextChoices):
        FUNDED = "funded", _("Funded")
        WAITING = "waiting", _("Eligible, not funded")
        SUSPENDED = "suspended", _("In suspense")
        NOT_ADMITTED = "not_admitted", _("Not admitted")
        LEFT = "left", _("Left the list")

    snapshot = models.ForeignKey(RankingSnapshot, models.PROTECT, related_name="rows")
    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="ranked")
    code = models.CharField(max_length=8, default=publication_code)
    outcome = models.CharField(max_length=12, choices=Class.choices)
    position = models.PositiveIntegerField(null=True, blank=True)
    points = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    figures = models.JSONField(
        default=list, help_text="[{it, en, value}] of each ordering criterion, in order"
    )
    settled_by = models.JSONField(
        null=True, blank=True, help_text="{it, en}: what put it after the one before"
    )
    supports = models.JSONField(default=list, help_text="codes of the supports")
    monthly = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    starts_on = models.DateField(null=True, blank=True, help_text="first day of who a scroll funded")
    costs = models.JSONField(default=dict, help_text="{line: euro as text}")
    given = models.JSONField(default=dict, help_text="{line: euro as text}, at most the costs")
    cost = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    committed = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    paid_already = models.BooleanField(
        default=False, help_text="granted before this version: costs it nothing"
    )

    objects = OfSnapshot.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "application"], name="case_once_per_ranking"),
            models.UniqueConstraint(fields=["snapshot", "position"], name="place_once_per_ranking"),
            models.UniqueConstraint(fields=["snapshot", "code"], name="code_once_per_ranking"),
            models.CheckConstraint(
                condition=Q(outcome__in=["funded", "waiting"], position__isnull=False)
                | Q(outcome__in=["suspended", "not_admitted"], position__isnull=True)
                | Q(outcome="left"),
                name="ranked_has_its_place",
            ),
            models.CheckConstraint(
                condition=Q(committed__gte=0, committed__lte=F("cost"))
                & (Q(outcome="funded") | Q(committed=0)),
                name="only_who_is_funded_commits",
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.snapshot} {self.application}"


class RankingApproval(models.Model):
    """The other person. ``computed_by`` and ``inputs_hash`` are copied, so that plain checks can hold the signature to
    what was computed; a trigger makes sure that they are copied right, and that no newer version is there."""

    snapshot = models.OneToOneField(RankingSnapshot, models.PROTECT, related_name="approval")
    computed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    inputs_hash = models.CharField(max_length=64)
    act = models.CharField(max_length=160)
    act_date = models.DateField()
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfSnapshot.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(approved_by=F("computed_by")),
                name="ranking_approved_by_another",
                violation_error_message=_("You computed it: someone else approves it."),
            ),
            models.CheckConstraint(condition=~Q(act=""), name="ranking_approval_has_act"),
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="approval_of_the_newest_ranking",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    PERFORM 1 FROM applications_call WHERE id = (
                        SELECT call_id FROM vouchers_rankingsnapshot WHERE id = NEW.snapshot_id
                    ) FOR NO KEY UPDATE;
                    IF NOT EXISTS (
                        SELECT 1 FROM vouchers_rankingsnapshot s
                        WHERE s.id = NEW.snapshot_id AND s.computed_by_id = NEW.computed_by_id
                            AND s.inputs_hash = NEW.inputs_hash AND NOT EXISTS (
                                SELECT 1 FROM vouchers_rankingsnapshot n
                                WHERE n.call_id = s.call_id AND n.list_code = s.list_code AND n.version > s.version
                            )
                    ) THEN
                        RAISE EXCEPTION 'an approval is given to the newest ranking as it was computed'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.snapshot} {self.approved_by}"


class RankingPublication(models.Model):
    """The list without names, made once of an approved version."""

    snapshot = models.OneToOneField(RankingSnapshot, models.PROTECT, related_name="publication")
    approval = models.OneToOneField(RankingApproval, models.PROTECT, related_name="+")
    stored = models.OneToOneField("papers.StoredFile", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfSnapshot.as_manager()

    class Meta:
        triggers = append_only()

    def __str__(self):
        return f"{self.snapshot}"
