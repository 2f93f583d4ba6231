"""The steps of an amount as a rule set declares them; `amounts.py` runs them. Euros, for the period of the support."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.item import at_least, money, named_figure, percent
from eligibility.text import Source, Text

CostOf = Literal["carer", "minor_project", "independent_living_project", "direct_services", "respite"]
AxisOf = Literal[
    "isee",
    "carer_hours",
    "caregiver_hours",
    "service_hours",
    "school_hours",
    "adl_score",
    "iadl_score",
    "age",
    "figure",
]


@dataclass(frozen=True, kw_only=True)
class StepRule:
    label: Text
    sentence: Text
    source: Source | None = None
    code: str = ""  # needed only where a support has two steps of one kind

    @property
    def name(self) -> str:
        return self.code or self.kind


@dataclass(frozen=True, kw_only=True)
class Fixed(StepRule):
    """The sum to start from, the same for everybody."""

    kind: Literal["fixed"]
    value: Decimal

    def __post_init__(self) -> None:
        money(self.value)


@dataclass(frozen=True, kw_only=True)
class DocumentedCost(StepRule):
    """Never more than the first of these costs that is documented; when it is the first step, that cost itself.

    In a support counted in accesses or hours it is the number of them that is planned, instead of the cost.
    """

    kind: Literal["documented_cost"]
    of: tuple[CostOf, ...]

    def __post_init__(self) -> None:
        if not self.of:
            raise Misfit(("of",), "an empty list", "carer, minor_project, independent_living_project, …")


@dataclass(frozen=True, kw_only=True)
class Share(StepRule):
    """Only this share of the sum so far, for instance 90 % of a documented stay."""

    kind: Literal["share"]
    percent: Decimal

    def __post_init__(self) -> None:
        percent(self.percent)


@dataclass(frozen=True, kw_only=True)
class Ceiling(StepRule):
    """Never more than `value`. Without a value the source states no ceiling, and the step says so."""

    kind: Literal["ceiling"]
    value: Decimal | None = None

    def __post_init__(self) -> None:
        money(self.value)


@dataclass(frozen=True, kw_only=True)
class OtherMeasures(StepRule):
    """What other measures pay is taken off a limit: `value`, or without it the documented cost of `of`."""

    kind: Literal["other_measures"]
    measures: tuple[str, ...]
    value: Decimal | None = None
    of: CostOf | None = None

    def __post_init__(self) -> None:
        money(self.value)
        if not self.measures:
            raise Misfit(("measures",), "an empty list", "the codes of the measures to take off")
        if (self.value is None) == (self.of is None):
            raise Misfit(("value",), "both or neither of value and of", "the limit: a sum (value) or a cost (of)")


@dataclass(frozen=True, kw_only=True)
class Band:
    """From one figure to another. `start`, `end` count; `over`, `under` do not. No start = 0; no end = no limit."""

    start: Decimal | None = None
    over: Decimal | None = None
    end: Decimal | None = None
    under: Decimal | None = None

    def __post_init__(self) -> None:
        for this, that in (("start", "over"), ("end", "under")):
            if getattr(self, this) is not None and getattr(self, that) is not None:
                raise Misfit((that,), str(getattr(self, that)), f"only one of {this} (counts) and {that} (does not)")
        low, high = self.low, self.high
        if high is not None and (high < low or (high == low and (self.under is not None or self.over is not None))):
            raise Misfit(
                ("end" if self.end is not None else "under",), str(high), f"more than the start, which is {low}"
            )

    @property
    def low(self) -> Decimal:
        return self.over if self.over is not None else self.start or Decimal(0)

    @property
    def high(self) -> Decimal | None:
        return self.under if self.end is None else self.end

    def holds(self, value: Decimal) -> bool:
        if value < self.low or (self.over is not None and value == self.over):
            return False
        return self.high is None or value < self.high or (self.under is None and value == self.high)

    def follows(self, other: Band) -> bool:
        """No gap and no overlap: it starts where the other ends, and the edge counts in exactly one of the two."""
        return self.low == other.high and (self.over is None) == (other.end is None)


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One figure of the case and its bands, in order, without gaps or overlaps, from 0.

    `by = "figure"` is any other figure, for instance the points of a scale: `figure` is its code, `figure_label` its
    words.
    """

    by: AxisOf
    bands: tuple[Band, ...]
    figure: str = ""
    figure_label: Text | None = None

    def __post_init__(self) -> None:
        named_figure(self.by, self.figure, self.figure_label)
        if not self.bands:
            raise Misfit(("bands",), "an empty list", "at least one band")
        if self.bands[0].low != 0 or self.bands[0].over is not None:
            raise Misfit(("bands", 0, "start"), str(self.bands[0].low), "0, from which the first band starts")
        for i, (before, band) in enumerate(zip(self.bands, self.bands[1:], strict=False), start=1):
            if before.high is None:
                raise Misfit(("bands", i), "a band after one without an end", "no more bands")
            if not band.follows(before):
                edge = f"over = {before.high}" if before.end is not None else f"start = {before.high}"
                raise Misfit(("bands", i, "start"), f"a band from {band.low}", f"{edge}: no gap, no overlap")

    @property
    def what(self) -> str:
        """The figure by its name; "figure:barthel" for one that the call names."""
        return f"{self.by}:{self.figure}" if self.figure else self.by

    def place(self, value: Decimal) -> int | None:
        """The position of the band the figure is in; None = beyond the last one."""
        return next((i for i, band in enumerate(self.bands) if band.holds(value)), None)


@dataclass(frozen=True, kw_only=True)
class Table(StepRule):
    """A figure by one or two axes: `values[i][j]` is for band i of the first and band j of the second.

    `effect`: "set" gives the sum to start from, "ceiling" a limit, "subtract" euros to take off, "percent" the share of
    the sum that is left. Beyond the last band nothing is due.
    """

    kind: Literal["table"]
    axes: tuple[Axis, ...]
    values: tuple[tuple[Decimal, ...], ...]
    effect: Literal["set", "ceiling", "subtract", "percent"] = "set"

    def __post_init__(self) -> None:
        if not 1 <= len(self.axes) <= 2:
            raise Misfit(("axes",), f"{len(self.axes)} axes", "one or two")
        rows, columns = len(self.axes[0].bands), len(self.axes[1].bands) if len(self.axes) == 2 else 1
        if len(self.values) != rows:
            raise Misfit(("values",), f"{len(self.values)} rows", f"{rows}, one for each band of {self.axes[0].by}")
        for i, row in enumerate(self.values):
            if len(row) != columns:
                allowed = f"{columns} in each row"
                if len(self.axes) == 2:
                    allowed += f", one for each band of {self.axes[1].by}"
                raise Misfit(("values", i), f"a row of {len(row)}", allowed)
            for j, value in enumerate(row):
                at_least(value, 0, "values")
                if self.effect == "percent" and value > 100:
                    raise Misfit(("values", i, j), str(value), "at most 100")

    @property
    def highest(self) -> Decimal:
        return max(value for row in self.values for value in row)


@dataclass(frozen=True, kw_only=True)
class Rounding(StepRule):
    """The last step of every amount: a multiple of `to` euros. Declared once for the whole rule set."""

    kind: Literal["rounding"]
    mode: Literal["half_up", "down"]
    to: Decimal = Decimal("0.01")

    def __post_init__(self) -> None:
        money(self.to, "to")


AmountStep = Fixed | DocumentedCost | Share | Ceiling | OtherMeasures | Table


def highest(steps: tuple[AmountStep, ...]) -> Decimal | None:
    """The most these steps can ever give; None = no limit is written."""
    limits = [s.value for s in steps if s.kind in ("fixed", "ceiling", "other_measures") and s.value is not None]
    limits += [s.highest for s in steps if s.kind == "table" and s.effect in ("set", "ceiling")]
    return min(limits, default=None)


def check(steps: tuple[AmountStep, ...]) -> None:
    """Raises Misfit for a pipeline that does not hold together."""
    first = steps[0] if steps else None
    if first is None or not _sets(first):
        found = first.kind if first else "no step"
        raise Misfit(("steps",), found, "a first step of kind fixed, documented_cost or table, which sets the sum")
    names = [step.name for step in steps]
    for i, step in enumerate(steps):
        if step.name in names[:i]:
            raise Misfit(("steps", i, "kind"), f"a second {step.name}", "each kind of step once, or a code of its own")
        if i and (step.kind == "fixed" or (step.kind == "table" and step.effect == "set")):
            raise Misfit(("steps", i, "kind"), f"{step.kind} after another step", f"{step.kind} as the first step")
    ceiling = next((s.value for s in steps if s.kind == "ceiling"), None)
    if ceiling is None:
        return
    if first.kind == "fixed" and first.value > ceiling:
        raise Misfit(("steps", 0, "value"), str(first.value), f"at most the ceiling, which is {ceiling}")
    if first.kind == "table" and first.highest > ceiling:
        raise Misfit(("steps", 0, "values"), str(first.highest), f"at most the ceiling, which is {ceiling}")


def check_services(steps: tuple[AmountStep, ...], unit: str) -> None:
    """Raises Misfit for a step that makes no sense for a support counted in accesses or hours."""
    for i, step in enumerate(steps):
        if step.kind == "other_measures":
            allowed = f"steps that count {unit}: what other measures pay is euros"
            raise Misfit(("steps", i, "kind"), "other_measures", allowed)
        if step.kind == "documented_cost" and "carer" in step.of:
            raise Misfit(("steps", i, "of"), '"carer"', f"a project or service, of which {unit} are planned")


def _sets(step: AmountStep) -> bool:
    return step.kind in ("fixed", "documented_cost") or (step.kind == "table" and step.effect == "set")
