"""What the office decides where the call says nothing of days, months and money to recover."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only


class MoneyRulesQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the calls of one's own Ambito, for roles that read calls."""
        if user.office is None or not user.may("call.read"):
            return self.none()
        return self.filter(call__plan_office=user.plan_office)


class MoneyRules(models.Model):
    """The open parameters of the calendar of a call, decided by an act. The newest row of a call holds; a null leaves
    the parameter as the product does without an act (``vouchers/rules.py``). What the call itself says always wins."""

    class Proration(models.TextChoices):
        FULL_MONTH = "full_month", _("A month with at least one day due is paid whole")
        WHOLE_MONTH_IF = (
            "whole_month_if",
            _("A month is paid whole from so many days due, otherwise not at all"),
        )
        THIRTIETHS = "thirtieths", _("By the day, in thirtieths")
        ACTUAL_DAYS = "actual_days", _("By the day, on the days of the month")

    class Recovery(models.TextChoices):
        NEXT_PAYMENTS_FIRST = "next_payments_first", _("From the next payments")
        REFUND = "refund", _("The family pays it back")

    class Payer(models.TextChoices):
        PLAN_OFFICE = "plan_office", _("The Plan Office")
        MUNICIPALITY = "municipality", _("The Comune of residence")

    call = models.ForeignKey("applications.Call", models.PROTECT, related_name="money_rules")
    proration = models.CharField(_("Parts of a month"), max_length=16, choices=Proration.choices, blank=True)
    whole_month_days = models.PositiveSmallIntegerField(_("Days that make the month"), null=True, blank=True)
    day_of_death_due = models.BooleanField(_("The day of death is due"), null=True, blank=True)
    hospital_days = models.PositiveSmallIntegerField(
        _("Days of hospital a year that stay due"), null=True, blank=True
    )
    respite_days = models.PositiveSmallIntegerField(
        _("Days of respite a year that stay due, adults"), null=True, blank=True
    )
    respite_days_minors = models.PositiveSmallIntegerField(
        _("Days of respite a year that stay due, minors"), null=True, blank=True
    )
    discharge_after = models.PositiveSmallIntegerField(
        _("The measure ends on this consecutive day away"), null=True, blank=True
    )
    recovery = models.CharField(_("Money to recover"), max_length=20, choices=Recovery.choices, blank=True)
    recovery_percent = models.PositiveSmallIntegerField(
        _("At most so much of each payment, %"), null=True, blank=True
    )
    change_percent = models.PositiveSmallIntegerField(
        _("An amount that changes by more than so much is pointed out, %"), null=True, blank=True
    )
    third_signature_from = models.DecimalField(
        _("Three signatures from a total of, euro"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    draft_day = models.PositiveSmallIntegerField(
        _("Day of the month on which the list is prepared by itself"), null=True, blank=True
    )
    payer = models.CharField(_("Who pays"), max_length=12, choices=Payer.choices, blank=True)
    after_report = models.BooleanField(
        _("Months are paid only after the expense report"), null=True, blank=True
    )
    carry_over = models.BooleanField(_("A month reported late is paid later"), null=True, blank=True)
    report_days = models.PositiveSmallIntegerField(
        _("Days to bring the report, from the end of the month paid"), null=True, blank=True
    )
    act = models.CharField(
        _("Act"), max_length=200, help_text=_("Number and date of the act that decides it.")
    )
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = MoneyRulesQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                # a comparison with nothing is neither true nor false, and lets the row pass: hence the isnull
                condition=Q(
                    proration="whole_month_if",
                    whole_month_days__isnull=False,
                    whole_month_days__gte=1,
                    whole_month_days__lte=28,
                )
                | (~Q(proration="whole_month_if") & Q(whole_month_days__isnull=True)),
                name="whole_month_days_with_their_method",
                violation_error_message=_("Write from how many days, 1 to 28, the month is paid whole."),
            ),
            models.CheckConstraint(
                condition=Q(recovery_percent__isnull=True)
                | Q(recovery_percent__gte=1, recovery_percent__lte=100),
                name="recovery_percent_1_to_100",
                violation_error_message=_("The share goes from 1 to 100."),
            ),
            models.CheckConstraint(
                condition=Q(change_percent__isnull=True) | Q(change_percent__gte=1, change_percent__lte=100),
                name="change_percent_1_to_100",
                violation_error_message=_("The share goes from 1 to 100."),
            ),
            models.CheckConstraint(
                condition=Q(third_signature_from__isnull=True) | Q(third_signature_from__gte=0),
                name="third_signature_from_not_negative",
                violation_error_message=_("The amount cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(draft_day__isnull=True) | Q(draft_day__gte=1, draft_day__lte=28),
                name="draft_day_in_every_month",
                violation_error_message=_("Choose a day that every month has, 1 to 28."),
            ),
            models.CheckConstraint(condition=~Q(act=""), name="money_rules_have_their_act"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.call} {self.act}"
