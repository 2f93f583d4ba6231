"""Months as the calendar counts them, on plain dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def days_in_month(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def add_months(on: date, months: int) -> date:
    """The same day so many months later; the last day of the month where that day does not exist."""
    index = on.year * 12 + on.month - 1 + months
    first = date(index // 12, index % 12 + 1, 1)
    return first.replace(day=min(on.day, days_in_month(first)))


def first_of_month(on: date) -> date:
    return on.replace(day=1)


def last_of_month(on: date) -> date:
    return on.replace(day=days_in_month(on))


def months(start: date, end: date) -> list[date]:
    """First days of the months from the one of `start` to the one of `end`, both included."""
    out, month = [], first_of_month(start)
    while month <= end:
        out.append(month)
        month = add_months(month, 1)
    return out


def whole_years(born: date, on: date) -> int:
    """Years completed on that day; the birthday itself counts. Born on 29 February: on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def birthday(born: date, years: int) -> date:
    """The first day on which so many years are completed."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # 29 February of a year that has none
        return date(born.year + years, 3, 1)
