"""What is due and what has been booked, component by component and month by month; amounts in euro.

A run books the difference: a month that was left out, came back from the bank or was granted late becomes a
line of the next run, with its cause. Months are named by their first day.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from vouchers.models import AwardComponent, Interruption, LedgerEntry, Payment

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class MonthRule:
    """When a month is due. The regional text pays by the month and says nothing of parts of it (not confirmed
    by the seed): the office's answer goes here, in one place.

    ``covered_day``: the award must contain this day of the month (1: the first).
    ``days_present``: the person must be at home at least so many days of it (1: not wholly away).
    """

    covered_day: int = 1
    days_present: int = 1


MONTH_RULE = MonthRule()


@dataclass(frozen=True)
class Line:
    """A line a run ought to have."""

    component: AwardComponent
    month: date
    amount: Decimal
    cause: str = ""
    cause_note: str = ""

    @property
    def key(self):
        return (self.component.pk, self.month)


def due(component, month, interruptions, *, rule=MONTH_RULE):
    """Euro due for the month by today's knowledge: the whole monthly amount or nothing.

    ``component`` with its award; ``interruptions``: those of its case, in any order.
    """
    award = component.award
    if not award.starts_on <= month.replace(day=rule.covered_day) <= award.ends_on:
        return NOTHING
    if days_present(month, interruptions) < rule.days_present:
        return NOTHING
    return component.monthly_amount


def days_present(month, interruptions):
    """Days of the month not inside any interruption (one without an end goes on for ever)."""
    days = monthrange(month.year, month.month)[1]
    last = month.replace(day=days)
    # The database lets no two interruptions of a case share a day, so that the days away simply add up.
    away = sum(
        max(0, (min(one.ends_on or last, last) - max(one.starts_on, month)).days + 1) for one in interruptions
    )
    return days - away


def booked(component, month):
    """Euro booked so far for the component and month: payments minus reversals."""
    found = LedgerEntry.objects.filter(component=component, month=month).aggregate(total=Sum("amount"))
    return found["total"] or NOTHING


def months(start, end):
    """First days of the months from the one of ``start`` to the one of ``end``, both included."""
    month = start.replace(day=1)
    while month <= end:
        yield month
        month = next_month(month)


def next_month(month):
    return (month + timedelta(days=31)).replace(day=1)


def previous_month(month):
    return (month - timedelta(days=1)).replace(day=1)


def lines(run):
    """The lines the run ought to have today: due − booked for its month and for every earlier one.

    What another run already carries is left out, also while that run is not issued yet. Cases with a line
    removed from this run get no new line: they wait for the next one.
    """
    components = list(
        AwardComponent.objects.filter(
            award__application__plan_office=run.plan_office, award__starts_on__lte=run.month
        ).select_related("award__application__person")
    )
    away = _by_case(
        Interruption.objects.filter(application__plan_office=run.plan_office, starts_on__lte=run.month)
    )
    sums = _booked_by_key(run.plan_office)
    elsewhere, before = _other_runs(run)
    waiting = set(run.payments.filter(state=Payment.State.TAKEN_OUT).values_list("application_id", flat=True))
    found, taken = [], set()
    for component in components:
        case = component.award.application
        if case.pk in waiting:
            continue
        for month in months(component.award.starts_on, min(run.month, component.award.ends_on)):
            key = (case.person_id, component.code, month)
            amount = due(component, month, away.get(case.pk, ())) - sums.get((component.pk, month), NOTHING)
            if amount <= NOTHING or key in elsewhere or key in taken:
                continue
            taken.add(key)
            cause, note = _cause(component, month, run, before.get((component.pk, month)))
            found.append(Line(component, month, amount, cause, note))
    return found


def _by_case(interruptions):
    found = {}
    for row in interruptions:
        found.setdefault(row.application_id, []).append(row)
    return found


def _booked_by_key(plan_office):
    rows = LedgerEntry.objects.filter(application__plan_office=plan_office).order_by()
    return {
        (row["component"], row["month"]): row["total"]
        for row in rows.values("component", "month").annotate(total=Sum("amount"))
    }


def _other_runs(run):
    """(keys other runs carry, {(component, month): the last line that did not arrive})."""
    rows = (
        Payment.objects.filter(application__plan_office=run.plan_office)
        .exclude(run=run)
        .order_by("run__month")
    )
    elsewhere, before = set(), {}
    for person, code, month, component, state, reason in rows.values_list(
        "person", "code", "month", "component", "state", "removed_reason"
    ):
        if state in (Payment.State.TAKEN_OUT, Payment.State.RETURNED):
            before[(component, month)] = (state, reason)
        else:
            elsewhere.add((person, code, month))
    return elsewhere, before


def _cause(component, month, run, before):
    """Why a month is paid later than in its own run; ("", "") for the plain month."""
    if month == run.month:
        return "", ""
    if before:
        state, reason = before
        return (
            Payment.Cause.TAKEN_OUT if state == Payment.State.TAKEN_OUT else Payment.Cause.RETURNED
        ), reason
    if timezone.localdate(component.award.awarded_at) >= month:
        return Payment.Cause.LATE_AWARD, ""
    return Payment.Cause.NOT_PAID_YET, ""


@dataclass(frozen=True)
class MonthEffect:
    """What an interruption does to one month: euro before and after, and whether it is already booked."""

    month: date
    before: Decimal
    after: Decimal
    is_booked: bool


def effect(application, interruption, *, on, ahead=2):
    """[MonthEffect] of the months an interruption touches; while it goes on, up to ``ahead`` months after
    ``on``."""
    end = interruption.ends_on or max(on, interruption.starts_on) + timedelta(days=31 * ahead)
    components = [
        component
        for award in application.awards.prefetch_related("components")
        for component in award.components.all()
    ]
    others = list(application.interruptions.all())
    rows = []
    for month in months(interruption.starts_on, end):
        before = sum((due(one, month, others) for one in components), NOTHING)
        after = sum((due(one, month, [*others, interruption]) for one in components), NOTHING)
        paid = sum((booked(one, month) for one in components), NOTHING)
        rows.append(MonthEffect(month, before, after, paid > NOTHING))
    return rows
