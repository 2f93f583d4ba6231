"""Between which sums the amount will be while something is not known: the engine is asked again for every answer.

Each datum that is missing takes, in turn, the values at which the rule set changes its mind (those of
``counterfactual``), both answers of a yes-or-no, and the lowest and the highest figure a cost can have: between two
edges the amount is constant or follows the cost, so the extremes are among those tried. A datum for which no value
is known to try leaves the amount without bounds, and is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import get_type_hints

from eligibility import counterfactual
from eligibility.assess import assess
from eligibility.facts import CarerContract, Facts, Project
from eligibility.item import CENT
from eligibility.outcome import Missing
from eligibility.ruleset import RuleSet

MOST_MISSING = 4  # data; with more of them a range says nothing to anybody
MOST_TRIES = 300  # facts judged for one range
HUGE = Decimal("100000.00")  # € per month: no cost of a family is higher; a sum that follows it has no ceiling
RECORDS = {
    "carer": CarerContract,
    "minor_project": Project,
    "independent_living_project": Project,
    "direct_services": Project,
    "respite": Project,
}
# two data that are one answer
TOGETHER = ({"has_caregiver", "caregiver"}, {"has_carer", "carer"}, {"other_measures", "measures"})
REGULAR = CarerContract(regular=True)
PERSONAL = CarerContract(regular=True, personal_assistant=True)


@dataclass(frozen=True, slots=True)
class Bounds:
    """€ per month, both ends included, for whoever turns out to be entitled.

    ``low`` and ``high`` are None when the sum cannot be bounded; ``unbounded`` then names the data to blame, unless
    too much is missing. ``depends_on``: the data that move the sum. ``may_be_nothing``: some answer leads to no right.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    depends_on: tuple[Missing, ...] = ()
    unbounded: tuple[Missing, ...] = ()
    may_be_nothing: bool = False


class _TooMany(Exception):
    """More tries than a page can wait for."""


def monthly(facts: Facts, ruleset: RuleSet, on: date) -> Bounds:
    """The bounds of the monthly sum. With nothing missing, both are the sum of today."""
    missing = assess(facts, ruleset, on).missing
    if len(missing) > MOST_MISSING:
        return Bounds()
    search = _Search(ruleset, on)
    try:
        sums = search.sums(facts)
    except _TooMany:
        return Bounds()
    if search.unbounded:
        return Bounds(unbounded=tuple(search.unbounded.values()))
    paid = [one for one in sums if one > 0]
    if not paid:
        return Bounds(may_be_nothing=True)
    moves = tuple(search.moves.values())
    moves = tuple(one for one in moves if one in missing) or moves  # what is asked today, not what an answer opens
    if max(paid) >= HUGE / 2:
        return Bounds(unbounded=moves)
    return Bounds(min(paid), max(paid), moves, may_be_nothing=len(paid) < len(sums))


class _Search:
    """One walk over the answers; every set of facts is judged once."""

    def __init__(self, ruleset: RuleSet, on: date) -> None:
        self.ruleset, self.on, self.tries = ruleset, on, 0
        self.known: dict[Facts, frozenset[Decimal]] = {}
        self.moves: dict[str, Missing] = {}
        self.unbounded: dict[str, Missing] = {}

    def sums(self, facts: Facts) -> frozenset[Decimal]:
        """Every monthly sum the facts may still lead to; 0 for "not entitled" and for nothing due."""
        if facts not in self.known:
            self.known[facts] = self._sums(facts)
        return self.known[facts]

    def _sums(self, facts: Facts) -> frozenset[Decimal]:
        outcome = self._judge(facts)
        if outcome.monthly_total is not None or not outcome.missing:
            return frozenset([outcome.monthly_total or Decimal("0.00")])
        missing = outcome.missing[0]
        branches = []
        for changed in self._answers(facts, missing):
            after = self._judge(changed)
            if missing.field not in [one.field for one in after.missing]:
                branches.append(self.sums(changed))
        if not branches:
            self.unbounded.setdefault(missing.field, missing)
            return frozenset()
        paid = {frozenset(one for one in branch if one > 0) for branch in branches} - {frozenset()}
        if len(paid) > 1:
            self.moves.setdefault(missing.field, missing)
        return frozenset().union(*branches)

    def _judge(self, facts: Facts):
        self.tries += 1
        if self.tries > MOST_TRIES:
            raise _TooMany
        return assess(facts, self.ruleset, self.on)

    def _answers(self, facts: Facts, missing: Missing) -> Iterator[Facts]:
        """The facts with one answer to the missing datum, for each worth trying."""
        yield from _direct(facts, missing.field)
        for _label, changed in counterfactual.variations(facts, self.ruleset, self.on):
            if _only(missing.field, facts, changed):
                yield changed


def _only(field: str, facts: Facts, changed: Facts) -> bool:
    """True when the change is an answer to that datum and to no other: a removal abroad answers no ISEE."""
    record, _dot, name = field.partition(".")
    moved = {one.name for one in fields(Facts) if getattr(facts, one.name) != getattr(changed, one.name)}
    if record == "person":
        before, after = facts.person, changed.person
        return moved == {"person"} and replace(before, **{name: getattr(after, name)}) == after
    return moved <= next((pair for pair in TOGETHER if record in pair), {record})


def _direct(facts: Facts, field: str) -> Iterator[Facts]:
    """Yes and no; none and none but; the lowest and the highest cost."""
    record, _dot, name = field.partition(".")
    if field == "other_measures":
        yield replace(facts, other_measures=())
    elif field == "measures":
        for amount in (Decimal("0.00"), HUGE):
            held = [
                replace(one, monthly_amount=amount) if one.monthly_amount is None else one
                for one in facts.held_measures() or ()
            ]
            yield replace(facts, measures=tuple(held), other_measures=())
    elif not name and "bool" in _kind(Facts, record):
        for answer in (True, False):
            yield replace(facts, **{record: answer})
    elif not name and record in RECORDS:
        for one in (RECORDS[record](), *([PERSONAL, REGULAR] if record == "carer" else [])):
            yield replace(facts, **{record: one})
    elif name.endswith("_cost") and record in RECORDS:
        base = getattr(facts, record) or RECORDS[record]()
        for cost in (CENT, HUGE):
            yield replace(facts, **{record: replace(base, **{name: cost})})
    elif name and is_dataclass(base := getattr(facts, record, None)) and "bool" in _kind(type(base), name):
        for answer in (True, False):
            yield replace(facts, **{record: replace(base, **{name: answer})})


@cache
def _kind(record: type, name: str) -> str:
    """The words of the type of a field, "" when there is none."""
    return str(get_type_hints(record).get(name, "")) if name in {one.name for one in fields(record)} else ""
