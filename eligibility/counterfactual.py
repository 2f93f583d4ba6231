"""What would change the outcome: one datum at a time, moved to the nearest value the rule set makes matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from eligibility import amounts, criteria
from eligibility.assess import assess
from eligibility.facts import Facts
from eligibility.outcome import Answer, Outcome
from eligibility.ruleset import RuleSet
from eligibility.text import Text


@dataclass(frozen=True, slots=True)
class Change:
    label: Text  # "ISEE oltre 25.000,00 €"
    verdict: Answer
    monthly_total: Decimal | None  # € per month after the change; None = not known
    difference: Decimal | None  # from today's total; None when one of the two is not known


def what_would_change(facts: Facts, ruleset: RuleSet, on: date) -> tuple[Change, ...]:
    """The changes that move the verdict or the total, in the order of the rule set; each label once."""
    today = assess(facts, ruleset, on)
    changes: dict[str, Change] = {}
    for label, changed in _variations(facts, ruleset, on):
        after = assess(changed, ruleset, on)
        if (after.verdict, after.monthly_total) != (today.verdict, today.monthly_total):
            changes.setdefault(label.it, Change(label, after.verdict, after.monthly_total, _difference(today, after)))
    return tuple(changes.values())


def _variations(facts: Facts, ruleset: RuleSet, on: date) -> Iterator[tuple[Text, Facts]]:
    rules = [*ruleset.criteria]
    for item in ruleset.interventions:
        if not facts.requested or item.code in facts.requested:
            rules += item.conditions
    for rule in rules:
        yield from criteria.KINDS[rule.kind].variations(rule, facts, on)
    for item in ruleset.interventions:
        yield from amounts.variations(item.steps, facts)


def _difference(today: Outcome, after: Outcome) -> Decimal | None:
    if today.monthly_total is None or after.monthly_total is None:
        return None
    return after.monthly_total - today.monthly_total
