"""Which of the supports due are given, where they exclude each other or may not go over a sum together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import chain, combinations

from eligibility.facts import Facts
from eligibility.outcome import InterventionFinding, Missing, Step
from eligibility.ruleset import Cumulability
from eligibility.text import Text, euro, join

NOTHING = Decimal("0.00")
PER_YEAR = {"month": 12, "year": 1, "project": 1}  # what alternatives are compared by
WHICH = Text("quale sostegno sceglie la famiglia", "which support the family chooses")


def choose(
    looked_at: tuple[InterventionFinding, ...], rule: Cumulability, facts: Facts
) -> tuple[InterventionFinding, ...]:
    due = tuple(item for item in looked_at if item.verdict == "due")
    if rule.allows(tuple(item.code for item in due)):
        return _capped(looked_at, rule)
    if rule.choice == "ask":
        reason = Text("Sono alternativi: la famiglia deve scegliere.", "They are alternatives: the family must choose.")
        asked = {
            item.code: replace(
                item, verdict="unknown", reason=reason, amount=None, missing=(Missing("requested", WHICH),)
            )
            for item in due
        }
        return tuple(asked.get(item.code, item) for item in looked_at)
    best = _first_requested(due, rule, facts) if rule.choice == "requested" and facts.requested else _highest(due, rule)
    kept = {item.code for item in best}
    return _capped(tuple(_settled(item, best, kept, rule) for item in looked_at), rule)


def _highest(due: tuple[InterventionFinding, ...], rule: Cumulability) -> tuple[InterventionFinding, ...]:
    """The set with the highest sum; between equal sums the one with more services that pay no euro, then the smaller
    one, then the first in the rule set."""
    sets = chain.from_iterable(combinations(due, size) for size in range(1, len(due) + 1))
    return max((chosen for chosen in sets if rule.allows(tuple(item.code for item in chosen))), key=_in_a_year)


def _first_requested(due: tuple, rule: Cumulability, facts: Facts) -> tuple[InterventionFinding, ...]:
    """In the order in which the family asked, each one that goes with those before it."""
    best: tuple[InterventionFinding, ...] = ()
    for item in sorted(due, key=lambda one: facts.requested.index(one.code)):
        if rule.allows(tuple(one.code for one in (*best, item))):
            best += (item,)
    return best


def _settled(item: InterventionFinding, best: tuple, kept: set[str], rule: Cumulability) -> InterventionFinding:
    if item.verdict != "due" or item.code in kept:
        return item
    reason = Text(
        "Non si somma con {instead}, che dà di più o lo stesso ({sum} al mese).",
        "It cannot be added to {instead}, which gives as much or more ({sum} a month).",
    )
    if rule.choice == "requested" or not all(one.is_monthly_money for one in best):
        reason = Text("Non si somma con {instead}.", "It cannot be added to {instead}.")
    sources = item.sources + tuple(s for s in rule.sources if s not in item.sources)
    total = sum((one.amount for one in best), NOTHING)
    filled = reason.fill(instead=join([other.label for other in best]), sum=euro(total))
    return replace(item, verdict="not_due", reason=filled, sources=sources, amount=None)


def _in_a_year(items: Iterable[InterventionFinding]) -> tuple[Decimal, int]:
    """Euros in twelve months, and how many of the supports are services that no euro measures."""
    euros, services = NOTHING, 0
    for item in items:
        euros += item.amount * PER_YEAR[item.per]
        services += item.unit != "euro"
    return euros, services


def _capped(looked_at: tuple[InterventionFinding, ...], rule: Cumulability) -> tuple[InterventionFinding, ...]:
    """The monthly supports one after the other, until the most that one person may have is reached."""
    if rule.max_together is None:
        return looked_at
    left, out = rule.max_together, []
    for item in looked_at:
        if item.verdict == "due" and item.is_monthly_money:
            given = min(item.amount, left)
            left -= given
            if given < item.amount:
                item = _cut(item, given, rule)
        out.append(item)
    return tuple(out)


def _cut(item: InterventionFinding, given: Decimal, rule: Cumulability) -> InterventionFinding:
    result = Text("si ferma a {given}", "stops at {given}").fill(given=euro(given))
    source = rule.sources[0] if rule.sources else None
    step = Step("max_together", rule.label, euro(rule.max_together), result, source, given)
    cut = replace(item, amount=given, steps=(*item.steps, step))
    if given:
        return cut
    reason = Text("Il massimo per una persona è già raggiunto.", "The most for one person is already reached.")
    return replace(cut, verdict="not_due", reason=reason, amount=None)
