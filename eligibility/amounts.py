"""How much a month: an ordered pipeline of steps, each of which explains itself.

A step is declared in the rule set and takes the sum so far (None before the first) to the sum after it. A cost that
nobody has documented yet stops the pipeline: the amount is then not known, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.facts import Facts
from eligibility.outcome import Missing, Step
from eligibility.text import Source, Text, euro

CostOf = Literal["carer", "minor_project", "independent_living_project"]

COST_LABELS: dict[str, Text] = {
    "carer": Text("il costo mensile dell’assistente", "the carer’s monthly cost"),
    "minor_project": Text("il costo mensile del progetto", "the project’s monthly cost"),
    "independent_living_project": Text(
        "il costo mensile del progetto di vita indipendente", "the monthly cost of the independent-living project"
    ),
}
CENT = Decimal("0.01")
NO_CUT = Text("non riduce", "no reduction")
MODES = {"half_up": ROUND_HALF_UP, "down": ROUND_DOWN}


@dataclass(frozen=True, kw_only=True)
class StepRule:
    label: Text
    sentence: Text
    source: Source | None = None


@dataclass(frozen=True, kw_only=True)
class Fixed(StepRule):
    """The sum to start from, the same for everybody (euros per month)."""

    kind: Literal["fixed"]
    value: Decimal

    def __post_init__(self) -> None:
        _money(self.value)


@dataclass(frozen=True, kw_only=True)
class DocumentedCost(StepRule):
    """Never more than the first of these costs that is documented; when it is the first step, that cost itself."""

    kind: Literal["documented_cost"]
    of: tuple[CostOf, ...]

    def __post_init__(self) -> None:
        if not self.of:
            raise Misfit(("of",), "an empty list", ", ".join(COST_LABELS))


@dataclass(frozen=True, kw_only=True)
class Ceiling(StepRule):
    """Never more than `value` (euros per month). Without a value the source states no ceiling, and the step says so."""

    kind: Literal["ceiling"]
    value: Decimal | None = None

    def __post_init__(self) -> None:
        if self.value is not None:
            _money(self.value)


@dataclass(frozen=True, kw_only=True)
class Rounding(StepRule):
    """The last step of every amount: a multiple of `to` euros. Declared once for the whole rule set."""

    kind: Literal["rounding"]
    mode: Literal["half_up", "down"]
    to: Decimal = Decimal("0.01")

    def __post_init__(self) -> None:
        _money(self.to, "to")


AmountStep = Fixed | DocumentedCost | Ceiling


@dataclass(frozen=True)
class Amount:
    """The sum and its steps, or, when a cost is not documented yet, None and the missing datum."""

    value: Decimal | None
    steps: tuple[Step, ...]
    missing: tuple[Missing, ...] = ()


def compute(rules: tuple[AmountStep, ...], rounding: Rounding, facts: Facts) -> Amount:
    """Run the steps in the order in which the rule set declares them; the first one sets the sum."""
    steps: list[Step] = []
    value: Decimal | None = None
    for rule in rules:
        if rule.kind == "fixed":
            value, datum, result = rule.value, Text("uguale per tutti", "the same for everybody"), euro(rule.value)
        elif rule.kind == "documented_cost":
            cost = _cost(rule, facts)
            if cost is None:
                first = rule.of[0]
                return Amount(None, tuple(steps), (Missing(f"{first}.monthly_cost", COST_LABELS[first]),))
            datum = Text("{cost} al mese", "{cost} a month").fill(cost=euro(cost))
            value, result = (cost, euro(cost)) if value is None else _cut(value, cost)
        else:
            datum = Text("non indicato", "not stated") if rule.value is None else euro(rule.value)
            value, result = (value, NO_CUT) if rule.value is None else _cut(value, rule.value)
        steps.append(Step(rule.kind, rule.label, datum, result, rule.source, value))
    value = _rounded(value, rounding)
    steps.append(Step(rounding.kind, rounding.label, rounding.sentence, euro(value), rounding.source, value))
    return Amount(value, tuple(steps))


def _cut(value: Decimal, limit: Decimal) -> tuple[Decimal, Text]:
    if value <= limit:
        return value, NO_CUT
    return limit, Text("si ferma a {limit}", "stops at {limit}").fill(limit=euro(limit))


def _rounded(value: Decimal, rule: Rounding) -> Decimal:
    return ((value / rule.to).quantize(Decimal(1), MODES[rule.mode]) * rule.to).quantize(CENT)


def _cost(rule: DocumentedCost, facts: Facts) -> Decimal | None:
    costs = (getattr(facts, of).monthly_cost for of in rule.of if getattr(facts, of) is not None)
    return next((cost for cost in costs if cost is not None), None)


def _money(value: Decimal, key: str = "value") -> None:
    if value <= 0 or value != value.quantize(CENT):
        raise Misfit((key,), str(value), "more than zero, with at most two decimals")


def variations(rules: tuple[AmountStep, ...], facts: Facts) -> list[tuple[Text, Facts]]:
    """The carer's cost brought up to the ceiling, where it is under it or not known yet."""
    of_carer = any(rule.kind == "documented_cost" and "carer" in rule.of for rule in rules)
    if not of_carer or facts.carer is None:
        return []
    cost, out = facts.carer.monthly_cost, []
    for limit in (rule.value for rule in rules if rule.kind == "ceiling" and rule.value is not None):
        if cost is None or cost < limit:
            label = Text("Costo dell’assistente da {limit} in su", "Carer’s cost of {limit} or more")
            carer = replace(facts.carer, monthly_cost=limit)
            out.append((label.fill(limit=euro(limit)), replace(facts, carer=carer)))
    return out
