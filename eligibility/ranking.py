"""The graduatoria: a total order as data. Points, ordering criteria one after the other, then the protocol number.

Nothing here looks at a case: who calls gives each candidate as a code and its figures, named as in the rule set.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from eligibility.canonical import Misfit
from eligibility.item import Item, Words, unique_codes
from eligibility.steps import Axis, Band
from eligibility.text import Text

POINTS = "points"
Value = Decimal | int | date | datetime | None


class NotRankable(ValueError):
    """A candidate lacks a figure the ranking may not do without."""

    def __init__(self, candidate: str, datum: str) -> None:
        self.candidate, self.datum = candidate, datum
        super().__init__(f"{candidate}: {datum} is missing")


@dataclass(frozen=True, kw_only=True)
class Score(Item):
    """Points for one figure: `base` − figure ÷ `divide_by` (never under `least`), or the points of its band."""

    of: str
    base: Decimal | None = None
    divide_by: Decimal | None = None
    least: Decimal = Decimal(0)
    bands: tuple[Band, ...] = ()
    points: tuple[Decimal, ...] = ()

    def __post_init__(self) -> None:
        linear, banded = self.base is not None or self.divide_by is not None, bool(self.bands or self.points)
        if linear == banded:
            raise Misfit(("bands",), "both or neither of the two ways", "base with divide_by, or bands with points")
        if linear and (self.base is None or self.divide_by is None or self.divide_by == 0):
            raise Misfit(("divide_by",), str(self.divide_by), "base and divide_by, which is not zero")
        if banded:
            Axis(by="isee", bands=self.bands)  # checks gaps and overlaps
            if len(self.points) != len(self.bands):
                raise Misfit(("points",), f"{len(self.points)} figures", f"{len(self.bands)}, one for each band")

    def award(self, figure: Decimal) -> Decimal:
        if self.base is not None:
            return max(self.base - figure / self.divide_by, self.least)
        place = Axis(by="isee", bands=self.bands).place(figure)
        return self.least if place is None else self.points[place]


@dataclass(frozen=True, kw_only=True)
class Order(Item):
    """One ordering criterion, applied where all those before it are equal."""

    by: str  # the name of a figure, or "points"
    direction: Literal["ascending", "descending"]
    missing: Literal["stop", "last"] = "stop"  # a candidate without the figure stops the ranking, or goes last


@dataclass(frozen=True, kw_only=True)
class RankingList(Item):
    """One ranking of its own, for these target groups and these supports."""

    lines: tuple[str, ...] = ()  # target groups; () = all
    interventions: tuple[str, ...] = ()  # () = all


@dataclass(frozen=True, kw_only=True)
class Ranking(Words):
    """`publication`: "codes" = case numbers and outcome only; "none" = each person is told, nothing is published.

    `lists`: the rankings, where they are not one for each target group; the first that fits takes the case.
    """

    orders: tuple[Order, ...]
    scores: tuple[Score, ...] = ()
    per_line: bool = True  # one ranking for each target group
    publication: Literal["codes", "none"] = "codes"
    lists: tuple[RankingList, ...] = ()

    def __post_init__(self) -> None:
        unique_codes(self.orders, "orders")
        unique_codes(self.scores, "scores")
        unique_codes(self.lists, "lists")
        if not self.orders:
            raise Misfit(("orders",), "an empty list", "at least one ordering criterion")
        names = [order.by for order in self.orders]
        for i, name in enumerate(names):
            if name in names[:i]:
                raise Misfit(("orders", i, "by"), f'"{name}" again', "each figure once")
        if POINTS in names and not self.scores:
            raise Misfit(("scores",), "no scores", 'at least one, since an order has by = "points"')
        if self.scores and POINTS not in names:
            raise Misfit(("scores",), "scores that no order uses", 'an order with by = "points", or no scores')

    def list_of(self, line: str | None, intervention: str) -> str | None:
        """The ranking that a case asking for this support is in: the code of a list, or its target group.

        None = the one ranking of the call, or no list is for it.
        """
        if not self.lists:
            return line if self.per_line else None
        return next(
            (
                one.code
                for one in self.lists
                if line in (one.lines or (line,)) and intervention in (one.interventions or (intervention,))
            ),
            None,
        )


@dataclass(frozen=True)
class Candidate:
    """`code` is the case number, unique: it settles the last tie. `figures` are named as in the rule set.

    `line`: the ranking it is in, from `Ranking.list_of`.
    """

    code: str
    figures: Mapping[str, Any]
    line: str | None = None


@dataclass(frozen=True)
class Place:
    """`position` counts from 1 inside its ranking. `settled_by`: the order that put it after the one before it."""

    position: int
    candidate: Candidate
    points: Decimal | None
    settled_by: Text | None


LAST_RESORT = Text("numero di pratica", "case number")


def rank(rules: Ranking, candidates: Iterable[Candidate]) -> dict[str | None, tuple[Place, ...]]:
    """The ranking of each line (one, under None, when `per_line` is false). Raises NotRankable."""
    by_line: dict[str | None, list[Candidate]] = {}
    seen: set[str] = set()
    for candidate in candidates:
        if candidate.code in seen:
            raise ValueError(f"{candidate.code}: twice among the candidates")
        seen.add(candidate.code)
        by_line.setdefault(candidate.line if rules.per_line or rules.lists else None, []).append(candidate)
    return {line: _ranked(rules, group) for line, group in sorted(by_line.items(), key=lambda item: item[0] or "")}


def points(rules: Ranking, candidate: Candidate) -> Decimal | None:
    """The sum of the scores; None for a ranking without scores."""
    if not rules.scores:
        return None
    total = Decimal(0)
    for score in rules.scores:
        figure = candidate.figures.get(score.of)
        if figure is None:
            raise NotRankable(candidate.code, score.of)
        total += score.award(Decimal(figure))
    return total


def _ranked(rules: Ranking, candidates: list[Candidate]) -> tuple[Place, ...]:
    scored = {c.code: points(rules, c) for c in candidates}
    keys = {c.code: [_figure(order, c, scored[c.code]) for order in rules.orders] for c in candidates}

    def compare(a: Candidate, b: Candidate) -> int:
        for order, one, other in zip(rules.orders, keys[a.code], keys[b.code], strict=True):
            if one != other:
                return _sign(order, one, other)
        return -1 if a.code < b.code else 1

    out: list[Place] = []
    before: Candidate | None = None
    for position, candidate in enumerate(sorted(candidates, key=functools.cmp_to_key(compare)), start=1):
        settled = None if before is None else _settled(rules, keys[before.code], keys[candidate.code])
        out.append(Place(position, candidate, scored[candidate.code], settled))
        before = candidate
    return tuple(out)


def _figure(order: Order, candidate: Candidate, scored: Decimal | None) -> Value:
    value = scored if order.by == POINTS else candidate.figures.get(order.by)
    if value is None and order.missing == "stop":
        raise NotRankable(candidate.code, order.by)
    return value


def _sign(order: Order, one: Value, other: Value) -> int:
    """−1 when `one` comes first. A missing figure is last whatever the direction."""
    if one is None or other is None:
        return 1 if one is None else -1
    return -1 if (one < other) == (order.direction == "ascending") else 1


def _settled(rules: Ranking, before: list[Value], here: list[Value]) -> Text:
    return next(
        (order.label for order, one, other in zip(rules.orders, before, here, strict=True) if one != other), LAST_RESORT
    )
