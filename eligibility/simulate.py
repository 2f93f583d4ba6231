"""Many cases under two rule sets in one pass: who enters, leaves, gains, loses, why, and what it costs.

Cases stream in and only what changed comes out; nothing else is kept but sums and the most affected. Nothing is written
anywhere. A rule that fails on a case stops the simulation and names the case.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from eligibility.assess import assess
from eligibility.facts import Facts
from eligibility.fast import NOTHING, Quick, compiled
from eligibility.outcome import Finding, InterventionFinding, Outcome
from eligibility.ruleset import RuleSet
from eligibility.text import Text, counted, euro

Kind = Literal["enters", "leaves", "gains", "loses", "swaps", "becomes_known", "becomes_unknown", "unchanged"]
# INPS classes of ISEE, as the reporting flows have them (euros, included).
ISEE_BANDS = tuple(Decimal(limit) for limit in (0, 3000, 6000, 9000, 12000, 15000, 20000, 25000, 40000))


class SimulationStopped(RuntimeError):
    """A rule failed on a case. `case` is its key, `ruleset` the name of the set that failed."""

    def __init__(self, case: str, ruleset: str, problem: Exception) -> None:
        self.case, self.ruleset, self.problem = case, ruleset, problem
        super().__init__(f"{case}: {ruleset} fails on this case ({type(problem).__name__}: {problem})")


@dataclass(frozen=True, slots=True)
class Change:
    """One case whose answer is not the same. `difference`: euros in a year, new less old."""

    case: str
    kind: Kind
    old: Quick
    new: Quick
    difference: Decimal


@dataclass(slots=True)
class Sums:
    """One row of a table of totals. Euros: the monthly sums of the people paid, under the old and the new set."""

    cases: int = 0
    old_monthly: Decimal = NOTHING
    new_monthly: Decimal = NOTHING
    old_yearly: Decimal = NOTHING  # in twelve months, with what is paid by the year and by the project
    new_yearly: Decimal = NOTHING
    kinds: dict[str, int] = field(default_factory=dict)

    def add(self, kind: Kind, monthly: tuple[Decimal, Decimal], yearly: tuple[Decimal, Decimal]) -> None:
        """One case: its euros under the old and the new set."""
        self.cases += 1
        self.old_monthly += monthly[0]
        self.new_monthly += monthly[1]
        self.old_yearly += yearly[0]
        self.new_yearly += yearly[1]
        self.kinds[kind] = self.kinds.get(kind, 0) + 1

    def merge(self, other: Sums) -> None:
        for name in ("cases", "old_monthly", "new_monthly", "old_yearly", "new_yearly"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for kind, count in other.kinds.items():
            self.kinds[kind] = self.kinds.get(kind, 0) + count


@dataclass(slots=True)
class Tally:
    """What a simulation keeps: totals by dimension, and the facts of the most affected. Two halves can be merged."""

    top: int = 10
    total: Sums = field(default_factory=Sums)
    by_line: dict[str, Sums] = field(default_factory=dict)
    by_municipality: dict[str, Sums] = field(default_factory=dict)
    by_isee: dict[str, Sums] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)  # code of the requirement that decides who enters or leaves
    affected: list[tuple[Decimal, str, Change, Facts]] = field(default_factory=list)  # a heap, the least first

    def add(self, case: str, facts: Facts, kind: Kind, old: Quick, new: Quick) -> None:
        monthly = old.monthly_total or NOTHING, new.monthly_total or NOTHING
        yearly = old.in_a_year, new.in_a_year
        self.total.add(kind, monthly, yearly)
        for table, key in (
            (self.by_line, new.line or old.line or ""),
            (self.by_municipality, facts.person.municipality or ""),
            (self.by_isee, isee_band(facts)),
        ):
            row = table.get(key)
            if row is None:
                row = table[key] = Sums()
            row.add(kind, monthly, yearly)

    def keep(self, change: Change, facts: Facts) -> None:
        reason = change.new.reason or change.old.reason
        if reason:
            self.reasons[reason] = self.reasons.get(reason, 0) + 1
        self._push((abs(change.difference), change.case, change, facts))

    def _push(self, row: tuple[Decimal, str, Change, Facts]) -> None:
        if row[0]:
            heapq.heappush(self.affected, row)
            if len(self.affected) > self.top:
                heapq.heappop(self.affected)

    def merge(self, other: Tally) -> None:
        """Add the tally of another part of the cases (another process)."""
        self.total.merge(other.total)
        for name in ("by_line", "by_municipality", "by_isee"):
            mine = getattr(self, name)
            for key, row in getattr(other, name).items():
                mine.setdefault(key, Sums()).merge(row)
        for code, count in other.reasons.items():
            self.reasons[code] = self.reasons.get(code, 0) + count
        for row in other.affected:
            self._push(row)

    def most_affected(self, old: RuleSet, new: RuleSet, on: date) -> tuple[tuple[Change, tuple[Text, ...]], ...]:
        """The cases with the largest difference, the largest first, each with the reasons in words."""
        rows = sorted(self.affected, key=lambda row: (-row[0], row[1]))
        return tuple((row[2], why(assess(row[3], old, on), assess(row[3], new, on))) for row in rows)


def simulate(
    cases: Iterable[tuple[str, Facts]],
    old: RuleSet,
    new: RuleSet,
    on: date,
    *,
    on_change: Callable[[Change, Facts], None] | None = None,
    top: int = 10,
) -> Tally:
    """Judge every (key, facts) under both sets on the same day. `on_change` gets each case that is not the same."""
    before, after = compiled(old), compiled(new)
    tally = Tally(top=top)
    for case, facts in cases:
        first = second = None
        try:
            first = before(facts, on)
            second = after(facts, on)
        except Exception as problem:
            raise SimulationStopped(case, (old if first is None else new).name, problem) from problem
        kind = kind_of(first, second)
        tally.add(case, facts, kind, first, second)
        if kind != "unchanged":
            change = Change(case, kind, first, second, second.in_a_year - first.in_a_year)
            tally.keep(change, facts)
            if on_change is not None:
                on_change(change, facts)
    return tally


def kind_of(old: Quick, new: Quick) -> Kind:
    """What happened to a person between the two sets."""
    open_before, open_after = _is_open(old), _is_open(new)
    if open_before or open_after:
        if open_before and open_after:
            return "unchanged"
        return "becomes_known" if open_before else "becomes_unknown"
    before, after = old.in_a_year, new.in_a_year
    helped = [bool(euros or answer.quantities) for euros, answer in ((before, old), (after, new))]
    if not all(helped):
        return "enters" if helped[1] else "leaves" if helped[0] else "unchanged"
    if before != after:
        return "gains" if after > before else "loses"
    same = old._replace(line=None, reason="") == new._replace(line=None, reason="")
    return "unchanged" if same else "swaps"


def _is_open(answer: Quick) -> bool:
    return answer.verdict == "unknown" or answer.monthly_total is None


def isee_band(facts: Facts) -> str:
    """The INPS class of the last attestation: "0", "3000", … or "over"; "" while there is none."""
    if not facts.isee:
        return ""
    value = facts.isee[-1].value
    return next((str(limit) for limit in ISEE_BANDS if value <= limit), "over")


def why(old: Outcome, new: Outcome) -> tuple[Text, ...]:
    """The findings that differ, in words: requirements first, then supports."""
    said = []
    before: dict[str, Finding] = {f.code: f for f in old.criteria}
    for finding in new.criteria:
        known = before.get(finding.code)
        if known is None or known.verdict != finding.verdict:
            text = Text("{label}: {reason}", "{label}: {reason}")
            said.append(text.fill(label=finding.label, reason=finding.reason))
    for code in dict.fromkeys(item.code for item in (*old.interventions, *new.interventions)):
        first, second = (_find(outcome, code) for outcome in (old, new))
        if _given(first) != _given(second):
            # A support that the new set does not have is known there by its code only.
            label = (first if first is not None and (second is None or second.label.it == code) else second).label
            text = Text("{label}: da {old} a {new}.", "{label}: from {old} to {new}.")
            said.append(text.fill(label=label, old=_said(first), new=_said(second)))
    return tuple(said)


def _find(outcome: Outcome, code: str) -> InterventionFinding | None:
    return next((item for item in outcome.interventions if item.code == code), None)


def _given(item: InterventionFinding | None) -> tuple[Decimal, Decimal | None]:
    """Euros, and the number of services."""
    return (item.amount, item.quantity) if item is not None and item.verdict == "due" else (NOTHING, None)


def _said(item: InterventionFinding | None) -> Text:
    euros, number = _given(item)
    return euro(euros) if number is None else counted(number, item.unit)
