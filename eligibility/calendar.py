"""Which days and months are due: start, suspensions, respite limits, discharge, proration, end. Pure functions.

The rules are data of the call; where a call says nothing the parameter is left open and the office decides. The limits
of 60 and 90 days are those of ATS Brescia for B1, repeated by Trezzo sull'Adda for B2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.dates import ONE_DAY, add_months, days_in_month, first_of_month, last_of_month, months, whole_years
from eligibility.item import CENT, Ages, Item, Words, at_least, money, percent, unique_codes

State = Literal["due", "suspended", "ended"]
NOTHING = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class AbsenceLimit(Ages):
    """So many days a year for people of these ages; the age is that of the first day of the stay."""

    max_days: int

    def __post_init__(self) -> None:
        super().__post_init__()
        at_least(self.max_days, 0, "max_days")


@dataclass(frozen=True, kw_only=True)
class Absence(Item):
    """One reason to be away and what it does to the money.

    `limits` empty = it never suspends. `new_year`: "after_home" = a stay that goes on over the new year goes on
    counting against the year it began in, and the new days are there only after going home; "at_once" = they are there
    on 1 January. `discharge_after` = the measure ends on that consecutive day away.
    """

    limits: tuple[AbsenceLimit, ...] = ()
    new_year: Literal["after_home", "at_once"] = "after_home"
    discharge_after: int | None = None

    def __post_init__(self) -> None:
        at_least(self.discharge_after, 1, "discharge_after")
        expected: int | None = 0
        for i, limit in enumerate(self.limits):
            if expected is None or limit.from_age != expected:
                allowed = "no more limits" if expected is None else f"{expected}: no gap, no overlap"
                raise Misfit(("limits", i, "from_age"), str(limit.from_age), allowed)
            expected = limit.end
        if self.limits and expected is not None:
            raise Misfit(("limits",), f"no limit from {expected} years", "limits that cover every age")

    def max_days(self, age: int | None) -> int | None:
        """Days a year that stay due; None = no limit. With the age not known, the lowest of the limits."""
        fitting = [limit.max_days for limit in self.limits if age is None or limit.hold(max(age, 0))]
        return min(fitting, default=None)


@dataclass(frozen=True, kw_only=True)
class Calendar(Words):
    """The rules of the days. None = the sources do not say it, and the call names it among its open parameters."""

    starts: Literal["benefit_start", "award", "month_after_award"] | None = None
    proration: Literal["full_month", "whole_month_if", "thirtieths", "actual_days"] | None = None
    whole_month_days: int | None = None  # with whole_month_if: days that make the month
    day_of_death_due: bool | None = None
    day_of_placement_due: bool | None = None
    recovery: Literal["next_payments_first", "refund"] | None = None
    recovery_percent: Decimal | None = None  # the most of each next payment that may be held back; None = all of it
    recovery_least: Decimal | None = None  # less than this is not asked back, euros; None = every sum is
    absences: tuple[Absence, ...] = ()

    def __post_init__(self) -> None:
        unique_codes(self.absences, "absences")
        if (self.proration == "whole_month_if") != (self.whole_month_days is not None):
            given = "nothing" if self.whole_month_days is None else str(self.whole_month_days)
            found = f'{given} with proration = "{self.proration or ""}"'
            raise Misfit(("whole_month_days",), found, '1 to 28 with proration = "whole_month_if", nothing otherwise')
        if self.recovery_percent is not None:
            percent(self.recovery_percent, "recovery_percent")
            if self.recovery != "next_payments_first":
                allowed = 'nothing, or recovery = "next_payments_first"'
                raise Misfit(("recovery_percent",), str(self.recovery_percent), allowed)
        money(self.recovery_least, "recovery_least")
        if self.whole_month_days is not None and not 1 <= self.whole_month_days <= 28:
            raise Misfit(("whole_month_days",), str(self.whole_month_days), "1 to 28")

    def absence(self, code: str) -> Absence | None:
        return next((one for one in self.absences if one.code == code), None)


@dataclass(frozen=True)
class Stay:
    """Away from home, first and last day included; without an end it still goes on."""

    reason: str  # code of an Absence
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class Period:
    state: State
    starts_on: date
    ends_on: date
    reason: str = ""  # code of the absence, or of the end


def timeline(
    rules: Calendar, starts_on: date, ends_on: date, stays: Iterable[Stay] = (), birth_date: date | None = None
) -> tuple[Period, ...]:
    """The days from the first to the last (included) as periods in which the benefit is due, suspended or ended."""
    days: dict[date, tuple[State, str]] = {}
    ended: tuple[date, str] | None = None
    used: dict[tuple[str, int], int] = {}
    for stay in _joined(stays, ends_on):
        absence = rules.absence(stay.reason)
        if absence is None:
            raise ValueError(f"{stay.reason}: not an absence of this calendar")
        age = None if birth_date is None else whole_years(birth_date, stay.starts_on)
        limit, day, nth = absence.max_days(age), stay.starts_on, 0
        while day <= stay.ends_on:
            nth += 1
            if absence.discharge_after is not None and nth >= absence.discharge_after:
                ended = min(ended or (day, stay.reason), (day, stay.reason))
                break
            year = stay.starts_on.year if absence.new_year == "after_home" else day.year
            used[stay.reason, year] = used.get((stay.reason, year), 0) + 1
            if limit is not None and used[stay.reason, year] > limit:
                days[day] = ("suspended", stay.reason)
            day += ONE_DAY
    out: list[Period] = []
    day = starts_on
    while day <= ends_on:
        state, reason = days.get(day, ("due", ""))
        if ended is not None and day >= ended[0]:
            state, reason = "ended", ended[1]
        if out and (out[-1].state, out[-1].reason) == (state, reason):
            out[-1] = Period(state, out[-1].starts_on, day, reason)
        else:
            out.append(Period(state, day, day, reason))
        day += ONE_DAY
    return tuple(out)


def _joined(stays: Iterable[Stay], ends_on: date) -> list[Stay]:
    """In order of time, each with an end; a stay that begins the day after another of its kind is the same stay."""
    out: list[Stay] = []
    for stay in sorted(stays, key=lambda one: (one.starts_on, one.reason)):
        end = stay.ends_on or max(ends_on, stay.starts_on)
        if out and out[-1].reason == stay.reason and stay.starts_on <= out[-1].ends_on + ONE_DAY:
            out[-1] = Stay(stay.reason, out[-1].starts_on, max(end, out[-1].ends_on))
        else:
            out.append(Stay(stay.reason, stay.starts_on, end))
    return out


def first_day(rules: Calendar, benefit_start: date | None, award: date) -> date | None:
    """The first day due: that of the benefit, of the award, or the first of the month after it. None = left open."""
    if rules.starts is None:
        return None
    if rules.starts == "month_after_award":
        award = add_months(first_of_month(award), 1)
    if benefit_start is None:
        return award
    return benefit_start if rules.starts == "benefit_start" else max(award, benefit_start)


def last_day(rules: Calendar, ends_on: date, death: date | None = None, placement: date | None = None) -> date | None:
    """The last day due, with a death or a definitive placement. None = the call does not say if that day counts."""
    last = ends_on
    for day, counts in ((death, rules.day_of_death_due), (placement, rules.day_of_placement_due)):
        if day is not None and day <= ends_on:
            if counts is None:
                return None
            last = min(last, day if counts else day - ONE_DAY)
    return last


def days_due(periods: Iterable[Period], month: date) -> int:
    """How many days of the month are due."""
    first, last = first_of_month(month), last_of_month(month)
    return sum(
        max(0, (min(period.ends_on, last) - max(period.starts_on, first)).days + 1)
        for period in periods
        if period.state == "due"
    )


def prorated(rules: Calendar, monthly: Decimal, due: int, month: date) -> Decimal | None:
    """Euros for a month of which so many days are due. None = the method is an open parameter and days are missing."""
    whole = days_in_month(month)
    if due >= whole:
        return monthly
    if due == 0:
        return NOTHING
    if rules.proration is None:
        return None
    if rules.proration == "full_month":
        return monthly
    if rules.proration == "whole_month_if":
        return monthly if due >= rules.whole_month_days else NOTHING
    base = 30 if rules.proration == "thirtieths" else whole
    return min(monthly, monthly * due / base).quantize(CENT, ROUND_HALF_UP)


def months_due(
    rules: Calendar, monthly: Decimal, periods: tuple[Period, ...]
) -> tuple[tuple[date, int, Decimal | None], ...]:
    """(first day of the month, days due, euros or None while the method is open), for every month of the periods."""
    if not periods:
        return ()
    out = []
    for month in months(periods[0].starts_on, periods[-1].ends_on):
        due = days_due(periods, month)
        out.append((month, due, prorated(rules, monthly, due, month)))
    return tuple(out)


def recovered(
    rules: Calendar, undue: Decimal, next_payments: Iterable[Decimal]
) -> tuple[tuple[Decimal, ...], Decimal] | None:
    """(what is taken off each next payment, what is left to ask back), euros. None = the rule is an open parameter."""
    if rules.recovery is None:
        return None
    taken, left = [], undue
    if rules.recovery_least is not None and undue < rules.recovery_least:
        left = NOTHING
    for payment in next_payments:
        most = payment
        if rules.recovery_percent is not None:
            most = (payment * rules.recovery_percent / 100).quantize(CENT, ROUND_DOWN)
        cut = min(most, left) if rules.recovery == "next_payments_first" else NOTHING
        taken.append(cut)
        left -= cut
    return tuple(taken), left
