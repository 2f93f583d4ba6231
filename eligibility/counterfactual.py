"""What would change the outcome: one datum at a time, moved to the nearest value the rule set makes matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from eligibility import amounts, criteria
from eligibility.assess import assess, settle_line
from eligibility.dates import birthday
from eligibility.facts import Facts
from eligibility.outcome import Answer, Outcome
from eligibility.ruleset import RuleSet
from eligibility.text import Text, day


@dataclass(frozen=True, slots=True)
class Change:
    label: Text  # "ISEE oltre 25.000,00 €"
    verdict: Answer
    monthly_total: Decimal | None  # € per month after the change; None = not known
    difference: Decimal | None  # from today's total; None when one of the two is not known
    yearly_total: Decimal = Decimal("0.00")  # € per year after the change, beside the monthly total
    project_total: Decimal = Decimal("0.00")
    with_reserve: bool = False  # after the change something must still come


def what_would_change(facts: Facts, ruleset: RuleSet, on: date) -> tuple[Change, ...]:
    """The changes that move the verdict or an amount, in the order of the rule set; each label once."""
    today = assess(facts, ruleset, on)
    changes: dict[str, Change] = {}
    for label, changed in variations(facts, ruleset, on):
        after = assess(changed, ruleset, on)
        if _answer(after) != _answer(today):
            yearly, project = after.yearly_total, after.project_total
            difference, reserve = _difference(today, after), bool(after.reserve)
            change = Change(label, after.verdict, after.monthly_total, difference, yearly, project, reserve)
            changes.setdefault(label.it, change)
    return tuple(changes.values())


def _answer(outcome: Outcome) -> tuple:
    sums = (outcome.monthly_total, outcome.yearly_total, outcome.project_total, outcome.quantities)
    return outcome.verdict, *sums, bool(outcome.reserve)


def variations(facts: Facts, ruleset: RuleSet, on: date) -> Iterator[tuple[Text, Facts]]:
    settled, _ = settle_line(facts, ruleset, on)
    rules = [*ruleset.criteria]
    asked = [item for item in ruleset.interventions if not facts.requested or item.code in facts.requested]
    for item in asked:
        rules += item.conditions
    for rule in rules:
        if rule.for_everybody or rule.concerns(settled, on) is True:
            yield from criteria.KINDS[rule.kind].variations(rule, facts, rule.day(facts, on))
    for item in asked:
        yield from amounts.variations(item.steps, facts, item.per, item.unit)
    yield from _birthdays(rules, facts, on)
    if len(asked) > 1:
        for item in asked:
            label = Text("Si chiede solo: {label}", "Asking only for: {label}").fill(label=item.label)
            if facts.requested:
                yield label, replace(facts, requested=(item.code,))


def _birthdays(rules: list, facts: Facts, on: date) -> Iterator[tuple[Text, Facts]]:
    """The birthdays still to come at which a rule changes; while the age is not known, each side of each edge."""
    edges = sorted({edge for rule in rules for edge in _edges(rule)})
    age = facts.age_on(on)
    for edge in edges:
        if age is None:
            for years in (edge - 1, edge):
                born = birthday(on, -years)
                yield Text("Età: {n} anni", "Age: {n}").fill(n=years), _born(facts, born)
        elif age < edge:
            when = birthday(facts.person.birth_date, edge)
            label = Text("A {n} anni compiuti, dal {when}", "At {n} years of age, from {when}")
            yield label.fill(n=edge, when=day(when)), _born(facts, birthday(on, -edge))


def _born(facts: Facts, born: date) -> Facts:
    return replace(facts, person=replace(facts.person, birth_date=born))


def _edges(rule: criteria.Criterion) -> Iterator[int]:
    """The ages at which something in the rule begins or ends."""
    parts = [rule.ages] if rule.ages else []
    parts += [rule] if rule.kind == "age" else []
    for name in ("classes", "groups", "measures"):
        parts += getattr(rule, name, ())
    for part in parts:
        yield from (edge for edge in (part.from_age, part.end) if edge)


def _difference(today: Outcome, after: Outcome) -> Decimal | None:
    if today.monthly_total is None or after.monthly_total is None:
        return None
    return after.monthly_total - today.monthly_total
