"""Controls by sample of self-declarations (art. 71 DPR 445/2000): the draw as it was made, and each control."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from applications.models._history import tracked
from applications.models._scope import CaseRows


class SampleDrawQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the Ambito, for whoever decides its cases or reads its registers."""
        if (not user.may("case.decide") and not user.may("access_log.read")) or not user.may("case.read"):
            return self.none()
        return self.filter(call__plan_office=user.plan_office)


class SampleDraw(models.Model):
    """One draw: from which list, with which seed, how many. Never changed: another draw is another row."""

    call = models.ForeignKey("applications.Call", models.PROTECT, related_name="draws")
    from_on = models.DateField(_("Applications from"))
    to_on = models.DateField(_("Applications until"))
    percent = models.PositiveSmallIntegerField(_("Percent of the cases"), null=True, blank=True)
    count = models.PositiveIntegerField(_("Number of cases"), null=True, blank=True)
    seed = models.CharField(_("Seed"), max_length=64)
    numbers = models.JSONField(help_text="the case numbers drawn from, sorted")
    list_sha256 = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SampleDrawQuerySet.as_manager()

    class Meta:
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__isnull=False, percent__gte=1, percent__lte=100, count__isnull=True)
                | Q(percent__isnull=True, count__gte=1),
                name="draw_percent_or_count",
            ),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="draw_period_in_order"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.call.number_prefix} {self.drawn_at:%Y-%m-%d}"


@tracked
class SampleControl(models.Model):
    """The control of one case drawn: to do until it has an outcome."""

    class Outcome(models.TextChoices):
        POSITIVE = "positive", _("Declarations confirmed")
        NEGATIVE = "negative", _("Declarations not true")

    draw = models.ForeignKey(SampleDraw, models.PROTECT, related_name="controls")
    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="controls")
    position = models.PositiveIntegerField()
    outcome = models.CharField(_("Outcome"), max_length=10, choices=Outcome.choices, blank=True)
    source = models.CharField(_("Where it was checked"), max_length=200, blank=True)
    note = models.TextField(_("Note"), blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "application"], name="one_control_per_draw_and_case"),
            models.UniqueConstraint(fields=["draw", "position"], name="one_control_per_draw_and_position"),
            models.CheckConstraint(
                condition=Q(outcome="", recorded_at__isnull=True, recorded_by__isnull=True)
                | ~Q(outcome="") & ~Q(source="") & Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="control_recorded_with_source",
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.outcome or '–'}"
