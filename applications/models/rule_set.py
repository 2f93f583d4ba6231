"""Rules as data: the published texts, which never change, and the drafts they come from."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from accounts.models import Office


class RuleSetVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rule sets are public law: everybody who may read rules sees them all."""
        return self if user.may("rules.read") else self.none()

    def in_force(self, on):
        """Of each name the version meant to be used on the day ``on``: the last one whose day has come.

        A version without a day counts from its publication; those shipped with the portal from when they were loaded.
        """
        begins = Coalesce(
            "activates_on", TruncDate("published_at"), TruncDate("added_at"), output_field=models.DateField()
        )
        begun = self.annotate(begins=begins).filter(begins__lte=on)
        newest = begun.order_by("name", "-begins", "-added_at", "-pk").distinct("name")
        return self.filter(pk__in=newest.values("pk"))


class RuleSetVersion(models.Model):
    """The exact text of a rule set, kept for ever: a case stays with the text it was decided under.

    ``activates_on`` says from when calls are meant to use it; it binds no case until a call names it.
    """

    name = models.CharField(max_length=60)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(help_text="TOML, as loaded by eligibility.ruleset.load")
    cases = models.TextField(blank=True, help_text="TOML of the worked examples it was published with")
    sha256 = models.CharField(max_length=64, unique=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    activates_on = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RuleSetVersionQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-added_at"]
        triggers = append_only()

    def __str__(self):
        return f"{self.name} ({self.sha8})"

    @property
    def sha8(self):
        """How addresses and screens name it."""
        return self.sha256[:8]


class PlanOfficeRows(models.QuerySet):
    """Work of the Plan Office on its rules: for the people who work there and read rules."""

    def visible_to(self, user):
        own = getattr(user, "office", None)
        if not user.may("rules.read") or own is None or own.kind != Office.Kind.PLAN_OFFICE:
            return self.none()
        return self.filter(plan_office=own)


class RuleSetDraft(models.Model):
    """A text being written. Published by somebody who neither wrote nor sent it, it becomes a RuleSetVersion."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for approval")
        PUBLISHED = "published", _("Published")
        DISCARDED = "discarded", _("Discarded")

    OPEN = (State.DRAFT, State.SUBMITTED)

    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="rule_drafts")
    name = models.CharField(max_length=60)
    text = models.TextField()
    cases = models.TextField(
        blank=True, help_text="TOML of the worked examples, as eligibility.cases reads them"
    )
    based_on = models.ForeignKey(RuleSetVersion, models.PROTECT, null=True, blank=True, related_name="drafts")
    activates_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    edit_version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    return_reason = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.OneToOneField(
        RuleSetVersion, models.PROTECT, null=True, blank=True, related_name="draft"
    )

    objects = PlanOfficeRows.as_manager()

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | (
                    ~Q(published_by=F("created_by"))
                    & ~Q(published_by=F("written_by"))
                    & ~Q(published_by=F("submitted_by"))
                ),
                name="rule_draft_published_by_another",
                violation_error_message=_("You prepared it: someone else publishes it."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="published")
                    & Q(published_at__isnull=False, published_by__isnull=False, version__isnull=False)
                )
                | (
                    ~Q(state="published")
                    & Q(published_at__isnull=True, published_by__isnull=True, version__isnull=True)
                ),
                name="rule_draft_published_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="rule_draft_submitted_has_who_and_when",
            ),
            models.UniqueConstraint(
                fields=["plan_office", "name"],
                condition=Q(state__in=["draft", "submitted"]),
                name="rule_draft_one_open_by_name",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_draft_stands_still",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="published"),
            ),
        ]

    def __str__(self):
        return self.name
