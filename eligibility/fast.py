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

from eligibility import amounts, criteria
from eligibility.assess import NOTHING, assess, settle_line
from eligibility.choice import PER_YEAR
from eligibility.criteria import certificates, isee
from eligibility.facts import Facts
from eligibility.item import CENT
from eligibility.outcome import Answer
from eligibility.ruleset import Intervention, RuleSet

MET, UNKNOWN, NOT_MET = 1, 0, -1
_CODES = {"met": MET, "unknown": UNKNOWN, "not_met": NOT_MET}
Test = Callable[[Facts, date], int]
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

    @property
    def in_a_year(self) -> Decimal:
        """Euros due in twelve months; what is not known counts as nothing."""
        return (self.monthly_total or NOTHING) * 12 + self.yearly_total + self.project_total


def compiled(ruleset: RuleSet) -> Callable[[Facts, date], Quick]:
    """The function that answers for this rule set. Compile once, call for each case."""
    rule = ruleset.cumulability
    if rule.choice != "highest" or rule.max_together is not None:
        return lambda facts, on: by_assess(facts, ruleset, on)
    decisive = [(r.code, _test(r)) for r in ruleset.criteria if r.first_stage == "application"]
    supports = [_support(item, ruleset) for item in ruleset.interventions]
    kept = _Kept(ruleset)
    has_line = ruleset.line_rule is not None
    has_gates = any(r.gate for item in ruleset.interventions for r in item.conditions)

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
        if has_gates and gates and MET not in gates:
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
        outcome.verdict, outcome.monthly_total, outcome.yearly_total, outcome.project_total, due, outcome.line, reason
    )


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
    tests = [(_test(rule), rule.gate) for rule in item.conditions]
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


def _test(rule: criteria.Criterion) -> Test:
    make = _QUICK.get(rule.kind)
    test = None if make is None else make(rule)
    if test is None:
        kind = criteria.KINDS[rule.kind]

        def test(facts: Facts, on: date) -> int:
            return _CODES[kind.evaluate(rule, facts, on).verdict]

    if rule.for_everybody and not rule.holds_at:
        return test

    def concerned(facts: Facts, on: date) -> int:
        day = rule.day(facts, on)
        who = rule.concerns(facts, day)
        if who is True:
            return test(facts, day)
        return MET if who is False else UNKNOWN

    return concerned


def _yes(value: bool | None) -> int:
    return UNKNOWN if value is None else MET if value else NOT_MET


def _residence(rule):
    return None if rule.min_months else lambda facts, on: _yes(facts.person.resident_in_ambito)


def _at_home(rule):
    return lambda facts, on: _yes(facts.person.lives_at_home)


def _limitation(rule):
    if rule.max_months is not None:
        return None
    return lambda facts, on: _yes(facts.assessment.severe_limitation) if facts.assessment.signed_by_both else UNKNOWN


def _age(rule):
    def test(facts, on):
        age = facts.age_on(rule.age_on or on)
        return UNKNOWN if age is None else MET if rule.hold(age) else NOT_MET

    return test


def _caregiver(rule):
    if rule.cohabiting or rule.in_plan or rule.own_access or rule.one_per_person or rule.min_weekly_hours is not None:
        return None
    return lambda facts, on: UNKNOWN if facts.has_caregiver is None else _yes(facts.has_caregiver is rule.present)


def _carer(rule):
    if rule.personal_assistant or not rule.regular or (rule.min_weekly_hours, rule.max_weekly_hours) != (None, None):
        return None

    def test(facts, on):
        carer = facts.carer
        if not facts.has_carer or carer is None:
            return NOT_MET if facts.has_carer is False else UNKNOWN
        if (carer.ends_on is not None and carer.ends_on < on) or (carer.starts_on is not None and carer.starts_on > on):
            return NOT_MET
        return _yes(carer.regular)

    return test


def _project(rule):
    return lambda facts, on: UNKNOWN if getattr(facts, rule.of) is None else MET


def _certificates(rule):
    answers = {certificates.MET: MET, certificates.RESERVE: MET, certificates.UNKNOWN: UNKNOWN}

    def test(facts, on):
        if facts.certificates is None:
            return UNKNOWN
        return answers.get(certificates.judge(rule, rule.needs, facts.certificates, on), NOT_MET)

    return test


def _isee(rule):
    def test(facts, on):
        age_class, chosen = isee.chosen(rule, facts, on)
        if chosen is None:
            return UNKNOWN
        return MET if chosen.value <= age_class.highest else NOT_MET

    return test


def _measures(rule):
    """Most people have no other measure; whoever has one is asked to the readable engine."""
    kind = criteria.KINDS["measures"]

    def test(facts, on):
        held = facts.held_measures()
        return MET if held == () else _CODES[kind.evaluate(rule, facts, on).verdict]

    return test


_QUICK = {
    "age": _age,
    "at_home": _at_home,
    "caregiver": _caregiver,
    "carer": _carer,
    "certificates": _certificates,
    "isee": _isee,
    "limitation": _limitation,
    "measures": _measures,
    "project": _project,
    "residence": _residence,
}
