"""How long an office still has to conclude a procedure: days, stops, holidays. Pure: the day is an argument.

The day it starts is not counted, and a term that ends on a Sunday or a holiday ends on the next open day (art. 2963
c.c.). While documents are awaited, or after a notice under art. 10-bis L. 241/1990, the clock stands still: the days
already used stay used and the rest goes on (suspension, not interruption). How many days there are is written in the
call, never here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

SUNDAY = 6
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stop:
    """The clock stands still from ``starts_on`` until ``ends_on``, the day it goes on; None: nobody knows yet."""

    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class Reading:
    """The clock on one day. Days are calendar days; ``due_on`` is None while nobody knows when it goes on."""

    started_on: date
    days: int
    used: int
    stopped_days: int
    due_on: date | None
    stopped_since: date | None

    @property
    def left(self):
        """Days still to use, below zero when the term is over."""
        return self.days - self.used

    def is_late(self, on):
        """True when the term was over before the day ``on``."""
        return self.due_on is not None and self.due_on < on


def read(*, started_on, days, stops: Iterable[Stop], on, closed: Callable[[date], bool]) -> Reading:
    """The clock of a procedure begun on ``started_on`` that must end within ``days``, seen on the day ``on``.

    ``closed(day)`` says on which days no term ends. A stop that begins when the term is over changes nothing.
    """
    due = started_on + days * DAY
    stopped_days, since, last_open = 0, None, False
    for stop in _together(stops, started_on):
        if stop.starts_on > open_day(due, closed) or stop.starts_on > on:
            break
        if stop.ends_on is None or on < stop.ends_on:
            since = stop.starts_on
        stopped_days += (min(stop.ends_on or on, on) - stop.starts_on).days
        if stop.ends_on is None:
            last_open = True
        else:
            due += stop.ends_on - stop.starts_on
    used = max(0, (on - started_on).days - stopped_days)
    due_on = None if last_open else open_day(due, closed)
    return Reading(started_on, days, used, stopped_days, due_on, since)


def _together(stops, started_on):
    """The stops after the start, in order, those that touch made one."""
    found = []
    for stop in sorted(stops, key=lambda one: one.starts_on):
        starts = max(stop.starts_on, started_on)
        if stop.ends_on is not None and stop.ends_on <= starts:
            continue
        before = found[-1] if found else None
        if before is None or (before.ends_on is not None and before.ends_on < starts):
            found.append(Stop(starts, stop.ends_on))
        elif before.ends_on is not None:
            end = None if stop.ends_on is None else max(before.ends_on, stop.ends_on)
            found[-1] = Stop(before.starts_on, end)
    return found


def notice_stop(
    *, notified_on, days, answered_on=None, pause=None, received_on=None, closed=lambda day: False
) -> Stop:
    """The stop of a notice of refusal (art. 10-bis L. 241/1990, after DL 76/2020).

    The term goes on ``pause`` days (the same ``days`` of the law when not given) after the observations, or once
    the ``days`` to present them are over. These run from ``received_on``, when it is not the day of the notice, and
    do not end on a day ``closed`` says the offices are closed.
    """
    over = open_day((received_on or notified_on) + days * DAY, closed)
    if answered_on is None or answered_on > over:
        return Stop(notified_on, over)
    return Stop(notified_on, answered_on + (days if pause is None else pause) * DAY)


def open_day(day: date, closed: Callable[[date], bool]) -> date:
    """The day itself, or the first after it on which the offices are open."""
    while closed(day):
        day += DAY
    return day


def closed_days(patron="") -> Callable[[date], bool]:
    """Sundays, the holidays of Italy and the patron saint (``"MM-DD"``, "" when not known) of a Comune."""

    def closed(day):
        return day.weekday() == SUNDAY or day in _holidays(day.year) or f"{day:%m-%d}" == patron

    return closed


@lru_cache(maxsize=64)
def _holidays(year):
    return frozenset(holidays.country_holidays("IT", years=year))
