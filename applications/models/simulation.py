"""A simulation: what another text of rules would do to the cases there are. It never writes to a case."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.rule_set import PlanOfficeRows


class Knowledge(models.TextChoices):
    """By which data a past month is judged."""

    NOW = "now", _("What is known now, by its dates")
    THEN = "then", _("What was known then")


class Simulation(models.Model):
    """One comparison of two texts on the real cases. ``new_text`` is kept: a draft changes, what was tried does not."""

    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="simulations")
    old = models.ForeignKey("applications.RuleSetVersion", models.PROTECT, related_name="+")
    new_version = models.ForeignKey(
        "applications.RuleSetVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    draft = models.ForeignKey(
        "applications.RuleSetDraft", models.PROTECT, null=True, blank=True, related_name="simulations"
    )
    new_text = models.TextField()
    new_sha256 = models.CharField(max_length=64)
    on = models.DateField(help_text="the day the rules are applied to")
    knowledge = models.CharField(
        max_length=4, choices=Knowledge.choices, default=Knowledge.NOW, help_text="of the past months"
    )
    months = models.JSONField(default=list, blank=True, help_text="past months simulated too, as YYYY-MM")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    job = models.ForeignKey("jobs.Job", models.PROTECT, null=True, blank=True, related_name="+")
    result = models.JSONField(default=dict, blank=True, help_text="totals; empty until it is done")
    stopped = models.TextField(blank=True, help_text="why it stopped, with the number of the case")

    objects = PlanOfficeRows.as_manager()

    class Meta:
        ordering = ["-started_at"]

    def __str__(self):
        return f"{self.old.name} → {self.new_sha256[:8]}"

    @property
    def is_cancelled(self):
        """A person stopped it: not one of its rules."""
        return bool(not self.stopped and self.job and self.job.state == "cancelled")


class SimulationRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        cases = apps.get_model("applications", "Application").objects.visible_to(user)
        return self.filter(simulation__in=Simulation.objects.visible_to(user), application__in=cases)


class SimulationRow(models.Model):
    """One case whose answer is not the same. Cases that stay as they are have no row."""

    class Kind(models.TextChoices):
        ENTERS = "enters", _("Enters")
        LEAVES = "leaves", _("Leaves")
        GAINS = "gains", _("Gains")
        LOSES = "loses", _("Loses")
        SWAPS = "swaps", _("Another support, same amount")
        BECOMES_KNOWN = "becomes_known", _("Becomes known")
        BECOMES_UNKNOWN = "becomes_unknown", _("Becomes not known")

    simulation = models.ForeignKey(Simulation, models.CASCADE, related_name="rows")
    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="+")
    month = models.DateField(null=True, blank=True, help_text="first day of the past month, if not of ``on``")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    before = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, help_text="euro a month; NULL when not known"
    )
    after = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, help_text="euro a month; NULL when not known"
    )
    difference = models.DecimalField(
        max_digits=10, decimal_places=2, default=0, help_text="euro in a year, new less old"
    )
    why = models.JSONField(default=list, blank=True, help_text="reasons, each {it, en}")

    objects = SimulationRowQuerySet.as_manager()

    class Meta:
        ordering = ["difference", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["simulation", "application", "month"],
                nulls_distinct=False,
                name="simulation_row_once",
            )
        ]

    def __str__(self):
        return f"{self.application} {self.kind}"
