"""What a person has been granted: components, months, and the times when nothing is due."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from applications.models import Application


class ThroughCase(models.QuerySet):
    """Rows with an ``application``: the money is visible where the case is, to roles that may see money."""

    def visible_to(self, user):
        if not user.may("money.read"):
            return self.none()
        return self.filter(application__in=Application.objects.visible_to(user))


def through(path):
    """Query set class for rows whose case is reached through ``path``."""

    class Rows(models.QuerySet):
        def visible_to(self, user):
            if not user.may("money.read"):
                return self.none()
            return self.filter(**{f"{path}__in": Application.objects.visible_to(user)})

    return Rows


class DateRange(Func):
    """PostgreSQL ``daterange(from, to, bounds)``."""

    function = "DATERANGE"
    output_field = DateRangeField()


def _no_overlap(name, key, start, end):
    """No two rows of one ``key`` may share a day; a null end means for ever."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (DateRange(start, end, RangeBoundary(inclusive_lower=True, inclusive_upper=True)), RangeOperators.OVERLAPS),
            (key, RangeOperators.EQUAL),
        ],
    )


class Award(models.Model):
    """From the first to the last day of the benefit, both included. Two awards of a case never share a day."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="awards")
    determination = models.ForeignKey("applications.Determination", models.PROTECT, related_name="awards")
    starts_on = models.DateField()
    ends_on = models.DateField()
    end_reason = models.CharField(max_length=30, blank=True)
    awarded_at = models.DateTimeField()
    awarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ThroughCase.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="award_dates_in_order"),
            _no_overlap("awards_do_not_overlap", "application", "starts_on", "ends_on"),
        ]

    def __str__(self):
        return f"{self.application} {self.starts_on} – {self.ends_on}"


class AwardComponent(models.Model):
    """One intervention of the award. ``monthly_amount`` in euro, two decimals."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="components")
    code = models.CharField(max_length=30)
    label = models.CharField(max_length=160)
    monthly_amount = models.DecimalField(max_digits=9, decimal_places=2)

    objects = through("award__application").as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "code"], name="component_once_per_award"),
            models.CheckConstraint(condition=Q(monthly_amount__gt=0), name="component_amount_positive"),
        ]

    def __str__(self):
        return f"{self.award} {self.code}"


class Interruption(models.Model):
    """Days on which nothing is due. ``ends_on`` is the last day away, null while it goes on."""

    class Reason(models.TextChoices):
        HOSPITAL = "hospital", _("Hospital stay")
        RESPITE = "respite", _("Respite stay in a facility")
        CAREGIVER_AWAY = "caregiver_away", _("Caregiver absent")
        EXPIRED_EVIDENCE = "expired_evidence", _("Expired ISEE or certificate")
        OTHER = "other", _("Other")

    application = models.ForeignKey(Application, models.PROTECT, related_name="interruptions")
    reason = models.CharField(_("Reason"), max_length=20, choices=Reason.choices)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("To"), null=True, blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ThroughCase.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="interruption_dates_in_order"),
            _no_overlap("interruptions_do_not_overlap", "application", "starts_on", "ends_on"),
        ]

    def __str__(self):
        return f"{self.application} {self.reason} {self.starts_on}"
