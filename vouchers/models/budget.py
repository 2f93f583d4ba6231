"""The money of a call: its lines, what acts put on them and move, and which support is charged to which line."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from vouchers.models._scope import through

# The two SQL functions are made by the migration of this file: money of a line, and what is granted on it by month.
_NOT_MORE_THAN_THERE_IS = """
    PERFORM 1 FROM vouchers_budgetline WHERE id = NEW.line_id FOR NO KEY UPDATE;
    IF vouchers_line_money(NEW.line_id) < vouchers_line_granted(NEW.line_id) THEN
        RAISE EXCEPTION 'line_has_the_money: budget line % has not enough money', NEW.line_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
_NEVER_BELOW_GRANTED = """
    PERFORM 1 FROM vouchers_budgetline WHERE id IN (NEW.from_line_id, NEW.to_line_id) ORDER BY id FOR NO KEY UPDATE;
    IF NEW.from_line_id IS NOT NULL AND NEW.to_line_id IS NOT NULL AND (
        SELECT COUNT(DISTINCT call_id) FROM vouchers_budgetline WHERE id IN (NEW.from_line_id, NEW.to_line_id)
    ) <> 1 THEN
        RAISE EXCEPTION 'money_moves_inside_its_call: two lines of two calls' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.from_line_id IS NOT NULL
        AND vouchers_line_money(NEW.from_line_id) < vouchers_line_granted(NEW.from_line_id)
    THEN
        RAISE EXCEPTION 'line_never_below_granted: budget line % has less than was granted', NEW.from_line_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class OfCall(models.QuerySet):
    """Rows with a ``call``: for the Plan Office of the call, in the roles that read rankings and budget."""

    def visible_to(self, user):
        if not user.may("ranking.read") or user.office is None:
            return self.none()
        return self.filter(call__plan_office=user.office)


class MovementRows(models.QuerySet):
    """Movements, visible where their lines are."""

    def visible_to(self, user):
        lines = BudgetLine.objects.visible_to(user)
        return self.filter(Q(from_line__in=lines) | Q(to_line__in=lines))


class BudgetLine(models.Model):
    """Which supports, for which target groups, in money or services; an empty list is all of them. It never changes:
    its money does, by movements."""

    class Channel(models.TextChoices):
        INDIRECT = "indirect", _("Money to the person")
        DIRECT = "direct", _("Services")

    call = models.ForeignKey("applications.Call", models.PROTECT, related_name="budget_lines")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=160, help_text="in Italian: the words of the act")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.INDIRECT)
    groups = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    interventions = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfCall.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "code"],
                name="budget_line_once_per_call",
                violation_error_message=_("The call has a line with this name already."),
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return self.label

    def pays(self, group, intervention, channel):
        """Whether this is a line for that support, for people of that target group."""
        return (
            channel == self.channel
            and group in (self.groups or (group,))
            and intervention in (self.interventions or (intervention,))
        )


class BudgetMovement(models.Model):
    """Money that an act puts on a line, takes off it or moves to another. ``amount`` in euro; acts exist that write
    three decimals. Never changed: a mistake is put right by a movement back."""

    class Kind(models.TextChoices):
        ALLOCATION = "allocation", _("Allocation")
        OWN_MONEY = "own_money", _("Money of the Ambito or of a Comune")
        REDUCTION = "reduction", _("Reduction")
        TRANSFER = "transfer", _("Transfer between lines")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    from_line = models.ForeignKey(BudgetLine, models.PROTECT, null=True, blank=True, related_name="moved_out")
    to_line = models.ForeignKey(BudgetLine, models.PROTECT, null=True, blank=True, related_name="moved_in")
    amount = models.DecimalField(
        max_digits=14, decimal_places=3, validators=[MinValueValidator(0)], help_text="euro"
    )
    fund = models.CharField(max_length=120, help_text="FNA, regional fund, the Ambito's own money…")
    act = models.CharField(max_length=160)
    act_date = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = MovementRows.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="movement_amount_positive"),
            models.CheckConstraint(condition=~Q(act="") & ~Q(fund=""), name="movement_has_act_and_fund"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["allocation", "own_money"], from_line__isnull=True, to_line__isnull=False
                )
                | Q(kind="reduction", from_line__isnull=False, to_line__isnull=True)
                | (
                    Q(kind="transfer", from_line__isnull=False, to_line__isnull=False)
                    & ~Q(from_line=F("to_line"))
                ),
                name="movement_goes_where_its_kind_says",
            ),
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="line_never_below_granted",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=_NEVER_BELOW_GRANTED,
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount}"


class BudgetCharge(models.Model):
    """The line a granted support is paid from. The last euro of a line is given once, whoever asks at once."""

    component = models.OneToOneField("vouchers.AwardComponent", models.PROTECT, related_name="charge")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="charges")
    charged_at = models.DateTimeField()
    charged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = through("component__award__application").as_manager()

    class Meta:
        ordering = ["pk"]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="line_has_the_money",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=_NOT_MORE_THAN_THERE_IS,
            ),
        ]

    def __str__(self):
        return f"{self.component} {self.line}"
