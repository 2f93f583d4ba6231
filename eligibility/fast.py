"""The same answer without its words, for a simulation of many cases: verdict, sums and the supports due.

Each rule becomes a small function once, when the rule set is compiled. A kind that has none here is asked to the
readable engine, and a rule set with a feature this file does not know is answered by `assess` itself: a new kind of
rule is slow before it is fast, never wrong. A test proves both engines equal on random cases and on every edge.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import chain, combinations
from typing import NamedTuple

from eligibility import amounts
from eligibility.assess import NOTHING, assess, settle_line
from eligibility.choice import PER_YEAR
from eligibility.criteria import isee
from eligibility.facts import Facts
from eligibility.fast_rules import MET, NOT_MET, UNKNOWN, verdict_of
from eligibility.item import CENT
from eligibility.outcome import Answer, Quantity
from eligibility.ruleset import Intervention, RuleSet

_PLAIN_STEPS = {"fixed", "documented_cost", "ceiling"}


class Quick(NamedTuple):
    """`reason`: the code of the first requirement not met, or of the first that is not known; "" when there is none."""

    verdict: Answer
    monthly_total: Decimal | None
    yearly_total: Decimal
    project_total: Decimal
    due: tuple[str, ...]
    line: str | None
    reason: str
    quantities: tuple[Quantity, ...] = ()

    @property
    def in_a_year(self) -> Decimal:
        """Euros due in twelve months; what is not known counts as nothing."""
        return (self.monthly_total or NOTHING) * 12 + self.yearly_total + self.project_total


def compiled(ruleset: RuleSet) -> Callable[[Facts, date], Quick]:
    """The function that answers for this rule set. Compile once, call for each case."""
    rule = ruleset.cumulability
    services = any(item.unit != "euro" for item in ruleset.interventions)
    if rule.choice != "highest" or rule.max_together is not None or services:
        return lambda facts, on: by_assess(facts, ruleset, on)
    decisive = [(r.code, verdict_of(r)) for r in ruleset.criteria if r.first_stage == "application"]
    supports = [_support(item, ruleset) for item in ruleset.interventions]
    kept = _Kept(ruleset)
    has_line = ruleset.line_rule is not None

    def run(facts: Facts, on: date) -> Quick:
        line = None
        if has_line:
            facts, group = settle_line(facts, ruleset, on)
            line = group and group.code
        verdict, reason = "entitled", ""
        for code, test in decisive:
            answer = test(facts, on)
            if answer < 0:
                return Quick("not_entitled", NOTHING, NOTHING, NOTHING, (), line, code)
            if answer == 0 and verdict == "entitled":
                verdict, reason = "unknown", code
        due, unknown, gates = [], [], []
        for place, support in enumerate(supports):
            answer, amount, gate = support(facts, on)
            if gate is not None:
                gates.append(gate)
            if answer > 0:
                due.append((place, amount))
            elif answer == 0:
                unknown.append(place)
        if ruleset.has_gates and gates and MET not in gates:
            verdict, reason = ("unknown", reason) if UNKNOWN in gates else ("not_entitled", "gate")
        return kept.answer(verdict, due, unknown, line, reason)

    return run


def by_assess(facts: Facts, ruleset: RuleSet, on: date) -> Quick:
    """The readable engine, in the same form."""
    outcome = assess(facts, ruleset, on)
    wanted = "not_met" if outcome.verdict == "not_entitled" else "unknown"
    against = [f.code for f in outcome.criteria if f.stage == "application" and f.verdict == wanted]
    if not against and outcome.verdict == "not_entitled":
        against = ["gate"]
    due = tuple(item.code for item in outcome.due)
    reason = against[0] if against else ""
    return Quick(
        outcome.verdict, outcome.monthly_total, outcome.yearly_total, outcome.project_total, due, outcome.line, reason,
        outcome.quantities,
    )  # fmt: skip


class _Kept:
    """Which of the supports due are given, and the sums: the highest allowed set, found once for each set of due."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.items, self.rule = ruleset.interventions, ruleset.cumulability
        self.sets: dict[tuple[int, ...], tuple[tuple[int, ...], ...]] = {}

    def allowed(self, places: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
        found = self.sets.get(places)
        if found is None:
            sets = chain.from_iterable(combinations(places, size) for size in range(len(places) + 1))
            found = tuple(one for one in sets if self.rule.allows(tuple(self.items[i].code for i in one)))
            self.sets[places] = found = (places,) if places in found else found
        return found

    def answer(self, verdict: Answer, due: list, unknown: list[int], line: str | None, reason: str) -> Quick:
        amount = dict(due)
        sets = self.allowed(tuple(amount))
        best = sets[0] if len(sets) == 1 else max(sets, key=lambda one: self.in_a_year(one, amount))
        sums = {"month": NOTHING, "year": NOTHING, "project": NOTHING}
        for place in best:
            sums[self.items[place].per] += amount[place]
        monthly: Decimal | None = sums["month"]
        if verdict == "not_entitled":
            monthly = NOTHING
        elif verdict == "unknown" or any(self.blocks(place, best) for place in unknown):
            monthly = None
        codes = tuple(self.items[place].code for place in best)
        return Quick(verdict, monthly, sums["year"], sums["project"], codes, line, reason)

    def in_a_year(self, places: tuple[int, ...], amount: dict[int, Decimal]) -> Decimal:
        return sum((amount[i] * PER_YEAR[self.items[i].per] for i in places), NOTHING)

    def blocks(self, place: int, best: tuple[int, ...]) -> bool:
        item = self.items[place]
        return item.per == "month" or not self.rule.allows((*(self.items[i].code for i in best), item.code))


def _support(item: Intervention, ruleset: RuleSet) -> Callable[[Facts, date], tuple[int, Decimal | None, int | None]]:
    """(due, not known or not due; the sum; the worst of its gates, None when it is not looked at)."""
    tests = [(verdict_of(rule), rule.gate) for rule in item.conditions]
    pay = _amount(item, ruleset)

    def run(facts: Facts, on: date) -> tuple[int, Decimal | None, int | None]:
        if facts.requested and item.code not in facts.requested:
            return NOT_MET, None, None
        if item.lines and facts.line not in item.lines:
            return (NOT_MET if facts.line is not None else UNKNOWN), None, None
        answer, gates = MET, MET
        for test, gate in tests:
            one = test(facts, on)
            answer = min(answer, one)
            if gate:
                gates = min(gates, one)
        if answer <= 0:
            return answer, None, gates
        value = pay(facts, on)
        if value is None:
            return UNKNOWN, None, gates
        return (MET if value else NOT_MET), value, gates

    return run


def _amount(item: Intervention, ruleset: RuleSet) -> Callable[[Facts, date], Decimal | None]:
    steps, rounding, per = item.steps, ruleset.rounding, item.per
    if any(step.kind not in _PLAIN_STEPS for step in steps):
        isee_rules = [rule for rule in (*item.conditions, *ruleset.criteria) if rule.kind == "isee"]

        def slow(facts: Facts, on: date) -> Decimal | None:
            rule = next((one for one in isee_rules if one.concerns(facts, on) is True), None)
            value = None if rule is None else isee.value(rule, facts, on)
            return amounts.compute(steps, rounding, facts, amounts.Known(value, on, per)).value

        return slow
    limits = [s.value for s in steps if s.kind != "documented_cost" and s.value is not None]
    top = min(limits, default=None)
    costs = [s.of for s in steps if s.kind == "documented_cost"]
    to_the_cent = rounding.to == CENT

    def quick(facts: Facts, on: date) -> Decimal | None:
        value = top
        for of in costs:
            cost = amounts.cost_of(of, facts, per)
            if cost is None:
                return None
            value = cost if value is None or cost < value else value
        return value if to_the_cent else amounts.rounded(value, rounding)

    return quick
