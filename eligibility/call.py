"""The parts of a call beside who and how much: windows, benefit period, payment, regional ceilings, open points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.dates import ONE_DAY, add_months
from eligibility.item import Ages, Item, Words, at_least, in_order, money
from eligibility.text import Text


@dataclass(frozen=True, kw_only=True)
class Window(Item):
    """When applications are taken. Times are the clock on the wall in Rome; `closes_at` is the first instant out."""

    opens_at: datetime
    closes_at: datetime
    lines: tuple[str, ...] = ()  # target groups; () = all
    interventions: tuple[str, ...] = ()  # supports; () = all
    phase: int = 1  # a second phase, or a reopening, is a later number
    reopening: bool = False
    while_money_lasts: bool = False  # first come, first served, instead of a ranking
    channels: tuple[Literal["online", "counter", "post", "pec", "email"], ...] = ()  # () = not stated, any
    filed_by: tuple[Literal["citizen", "municipality"], ...] = ()  # () = the citizen, or whoever the office allows

    def __post_init__(self) -> None:
        if self.closes_at <= self.opens_at:
            raise Misfit(("closes_at",), self.closes_at.isoformat(), f"later than {self.opens_at.isoformat()}")
        at_least(self.phase, 1, "phase")

    def open_at(self, at: datetime) -> bool:
        return self.opens_at <= at < self.closes_at

    def takes(self, line: str | None, intervention: str | None) -> bool:
        return (line is None or line in (self.lines or (line,))) and (
            intervention is None or intervention in (self.interventions or (intervention,))
        )

    def meets(self, other: Window) -> bool:
        """Whether some application would fall in both: same time, and a line and a support in common."""
        apart = self.closes_at <= other.opens_at or other.closes_at <= self.opens_at
        lists = ("lines", "interventions", "channels", "filed_by")
        return not (apart or any(_disjoint(getattr(self, name), getattr(other, name)) for name in lists))


def _disjoint(these: tuple[str, ...], those: tuple[str, ...]) -> bool:
    return bool(these and those) and not set(these) & set(those)


def check_windows(windows: tuple[Window, ...]) -> None:
    """Raises Misfit for windows that overlap: the office could not say which one an application belongs to."""
    for i, window in enumerate(windows):
        for other in windows[:i]:
            if window.meets(other):
                found = f'{window.opens_at.isoformat()}, inside the window "{other.code}"'
                raise Misfit(
                    ("windows", i, "opens_at"), found, f"{other.closes_at.isoformat()} or later, or other lines"
                )


@dataclass(frozen=True, kw_only=True)
class Benefit(Words):
    """The months the support is for. `months` alone = so many from the start of each award; None = not stated."""

    starts_on: date | None = None
    ends_on: date | None = None  # last day, included
    starts_by: date | None = None  # the latest start the Region allows
    months: int | None = None
    extendable: bool = False  # the office may let it go on after its months

    def __post_init__(self) -> None:
        in_order(self.starts_on, self.ends_on, "ends_on")
        in_order(self.starts_on, self.starts_by, "starts_by")
        at_least(self.months, 1, "months")
        if self.starts_on and self.ends_on and self.months:
            right = add_months(self.starts_on, self.months) - ONE_DAY
            if self.ends_on != right:
                raise Misfit(
                    ("ends_on",), self.ends_on.isoformat(), f"{right.isoformat()}, which makes {self.months} months"
                )

    def period(self, award: date | None = None) -> tuple[date | None, date | None]:
        """First and last day, for an award that begins on that day when the call leaves the start to it."""
        start = self.starts_on or award
        end = self.ends_on
        if end is None and start is not None and self.months is not None:
            end = add_months(start, self.months) - ONE_DAY
        return start, end


@dataclass(frozen=True, kw_only=True)
class Payment(Words):
    """How often the money is paid, and whether only after an expense report.

    `carry_over`: a month not reported in time is paid when its report comes, with a later payment; false = it is lost.
    `sabbatical_months`: months that may go unreported before the benefit is forfeited; None = no such rule.
    """

    every_months: int
    after_report: bool = False
    carry_over: bool | None = None
    sabbatical_months: int | None = None

    def __post_init__(self) -> None:
        if self.every_months not in (1, 2, 3):
            raise Misfit(("every_months",), str(self.every_months), "1, 2 or 3")
        at_least(self.sabbatical_months, 0, "sabbatical_months")
        for name in ("carry_over", "sabbatical_months"):
            if getattr(self, name) is not None and not self.after_report:
                raise Misfit((name,), str(getattr(self, name)).lower(), "nothing, or after_report = true")

    def settle(self, due: tuple[date, ...], reported: frozenset[date], lost_before: int = 0) -> Settled:
        """What happens to the months (their first days) of one payment, those carried over from before included.

        `lost_before`: months already lost for want of a report. ValueError where the call leaves `carry_over` open.
        """
        if not self.after_report:
            return Settled(due, (), (), False)
        lacking = tuple(month for month in due if month not in reported)
        if lacking and self.carry_over is None:
            raise ValueError("payment.carry_over is an open parameter: say whether months not reported are paid later")
        lost = () if self.carry_over else lacking
        forfeited = self.sabbatical_months is not None and lost_before + len(lacking) > self.sabbatical_months
        return Settled(tuple(m for m in due if m in reported), () if lost else lacking, lost, forfeited)


@dataclass(frozen=True)
class Settled:
    """Months of one payment: paid now, waiting for their report, lost; and whether the benefit is forfeited."""

    paid: tuple[date, ...]
    carried: tuple[date, ...]
    lost: tuple[date, ...]
    forfeited: bool


@dataclass(frozen=True, kw_only=True)
class RegionalCeiling(Item, Ages):
    """A regional limit that a local set based on this one may lower, never raise. Euros; the ages are for ISEE."""

    of: Literal["amount", "isee"]
    max: Decimal
    interventions: tuple[str, ...] = ()  # the supports it is for; () = all

    def __post_init__(self) -> None:
        super().__post_init__()
        money(self.max, "max")


@dataclass(frozen=True, kw_only=True)
class NotOffered(Item):
    """A support that people ask for and this call does not have, with the reason and what there is instead."""

    instead: tuple[str, ...] = ()  # codes of the supports to offer


@dataclass(frozen=True, kw_only=True)
class OpenParameter(Words):
    """Something the sources do not say: the office must decide it before the call is published."""

    key: str  # the place in the file, for instance calendar.proration
    label: Text
    sentence: Text
