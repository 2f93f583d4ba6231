"""How much: an ordered pipeline of steps, each of which explains itself.

A step takes the sum so far (None before the first) to the sum after it. A cost or a figure that nobody has documented
yet stops the pipeline: the amount is then not known, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from eligibility import figures
from eligibility.criteria import quantity
from eligibility.facts import CarerContract, Facts, Project
from eligibility.item import CENT
from eligibility.outcome import Missing, Step
from eligibility.steps import AmountStep, Axis, Ceiling, DocumentedCost, Fixed, Rounding, Table
from eligibility.text import Text, counted, euro, join, short

__all__ = ["Ceiling", "DocumentedCost", "Fixed", "Rounding", "compute", "variations"]

COST_LABELS: dict[str, Text] = {
    "carer": Text("il costo mensile dell’assistente", "the carer’s monthly cost"),
    "minor_project": Text("il costo mensile del progetto", "the project’s monthly cost"),
    "independent_living_project": Text(
        "il costo mensile del progetto di vita indipendente", "the monthly cost of the independent-living project"
    ),
    "direct_services": Text("il costo dei servizi diretti", "the cost of the direct services"),
    "respite": Text("il costo del periodo di sollievo", "the cost of the respite stay"),
}
COST_FIELD = {"month": "monthly_cost", "year": "yearly_cost", "project": "total_cost"}
PLANNED = {
    "accesses": Text("il numero di accessi previsti", "the number of accesses planned"),
    "hours": Text("il numero di ore previste", "the number of hours planned"),
}
WHOLE = {"accesses": Decimal(1), "hours": CENT}  # services are given down to this part of one
PER = {
    "month": Text("{cost} al mese", "{cost} a month"),
    "year": Text("{cost} all’anno", "{cost} a year"),
    "project": Text("{cost} in tutto", "{cost} in all"),
}
SAME_FOR_ALL = Text("uguale per tutti", "the same for everybody")
NOT_STATED = Text("non indicato", "not stated")
ROUND_OFF = Text("per difetto", "rounded down")
NO_CUT = Text("non riduce", "no reduction")
BEYOND = Text("oltre l’ultima fascia", "beyond the last band")
MODES = {"half_up": ROUND_HALF_UP, "down": ROUND_DOWN}
NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Amount:
    """The sum and its steps, or, when a figure is not documented yet, None and the missing datum."""

    value: Decimal | None
    steps: tuple[Step, ...]
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True)
class Known:
    """What a pipeline may look at beside the facts: the ISEE of the requirement, the day, the period it pays for."""

    isee: Decimal | None = None
    on: date | None = None
    per: str = "month"
    unit: str = "euro"

    @property
    def datum(self) -> str:
        """The figure of a project that counts: its cost for the period, or how many of the service are planned."""
        return COST_FIELD[self.per] if self.unit == "euro" else self.unit

    def said(self, figure: Decimal) -> Text:
        return counted(figure, self.unit)


class _Unknown(Exception):
    """A datum is missing. Never leaves this module."""

    def __init__(self, field: str, label: Text) -> None:
        self.missing = Missing(field, label)


def compute(rules: tuple[AmountStep, ...], rounding: Rounding, facts: Facts, known: Known | None = None) -> Amount:
    """Run the steps in the order in which the rule set declares them; the first one sets the sum."""
    known = known or Known()
    steps: list[Step] = []
    value: Decimal | None = None
    for rule in rules:
        try:
            value, datum, result = _RUN[rule.kind](rule, value, facts, known)
        except _Unknown as problem:
            return Amount(None, tuple(steps), (problem.missing,))
        steps.append(Step(rule.name, rule.label, datum, result, rule.source, value))
    if known.unit == "euro":
        value = rounded(value, rounding)
        steps.append(Step(rounding.name, rounding.label, rounding.sentence, euro(value), rounding.source, value))
    else:
        value = value.quantize(WHOLE[known.unit], ROUND_DOWN)
        steps.append(Step(rounding.name, rounding.label, ROUND_OFF, known.said(value), None, value))
    return Amount(value, tuple(steps))


def _fixed(rule, value, facts, known):
    return rule.value, SAME_FOR_ALL, known.said(rule.value)


def _documented(rule, value, facts, known):
    cost = planned(rule.of, facts, known.datum)
    if cost is None:
        first = rule.of[0]
        raise _Unknown(f"{first}.{known.datum}", PLANNED.get(known.unit, COST_LABELS[first]))
    datum = PER[known.per].fill(cost=known.said(cost))
    return (cost, datum, known.said(cost)) if value is None else _cut(value, cost, datum, known)


def _share(rule, value, facts, known):
    part = (value * rule.percent / 100).quantize(CENT, ROUND_HALF_UP)
    return part, Text("{percent} %", "{percent} %").fill(percent=short(rule.percent)), known.said(part)


def _ceiling(rule, value, facts, known):
    if rule.value is None:
        return value, NOT_STATED, NO_CUT
    return _cut(value, rule.value, known.said(rule.value), known)


def _other_measures(rule, value, facts, known):
    held = facts.held_measures()
    if held is None:
        raise _Unknown("other_measures", Text("le altre misure", "the other measures"))
    taken = NOTHING
    for measure in held:
        if measure.code in rule.measures:
            if measure.monthly_amount is None:
                raise _Unknown("measures", Text("l’importo delle altre misure", "the sum of the other measures"))
            taken += measure.monthly_amount
    limit = rule.value
    if limit is None:
        limit = cost_of((rule.of,), facts, known.per)
        if limit is None:
            raise _Unknown(f"{rule.of}.{COST_FIELD[known.per]}", COST_LABELS[rule.of])
    datum = Text("{limit} meno {taken}", "{limit} less {taken}").fill(limit=euro(limit), taken=euro(taken))
    return _cut(value, max(limit - taken, NOTHING), datum, known)


def _table(rule, value, facts, known):
    found = [figures.value(axis, facts, known.isee, known.on) for axis in rule.axes]
    for axis, figure in zip(rule.axes, found, strict=True):
        if figure is None:
            label = Text("{datum} (serve per l’importo)", "{datum} (needed for the amount)")
            raise _Unknown(figures.field(axis), label.fill(datum=figures.label(axis)))
    datum = join([figures.said(axis, figure) for axis, figure in zip(rule.axes, found, strict=True)], Text(", ", ", "))
    cell = cell_of(rule, found)
    if cell is None:
        return NOTHING, datum, BEYOND
    if rule.effect == "set":
        return cell, datum, known.said(cell)
    if rule.effect == "ceiling":
        return _cut(value, cell, datum, known)
    if rule.effect == "subtract":
        left = max(value - cell, NOTHING)
        return left, datum, (Text("toglie {cut}", "takes off {cut}").fill(cut=known.said(cell)) if cell else NO_CUT)
    left = (value * cell / 100).quantize(CENT, ROUND_HALF_UP)
    return left, datum, Text("resta il {share} %", "{share} % is left").fill(share=short(cell))


_RUN = {
    "fixed": _fixed,
    "documented_cost": _documented,
    "share": _share,
    "ceiling": _ceiling,
    "other_measures": _other_measures,
    "table": _table,
}


def cell_of(rule: Table, found: list[Decimal]) -> Decimal | None:
    """The figure of the table for these values; None = beyond the last band of an axis."""
    places = [axis.place(figure) for axis, figure in zip(rule.axes, found, strict=True)]
    return None if None in places else rule.values[places[0]][places[1] if len(places) == 2 else 0]


def _cut(value: Decimal, limit: Decimal, datum: Text, known: Known) -> tuple[Decimal, Text, Text]:
    if value <= limit:
        return value, datum, NO_CUT
    return limit, datum, Text("si ferma a {limit}", "stops at {limit}").fill(limit=known.said(limit))


def rounded(value: Decimal, rule: Rounding) -> Decimal:
    return ((value / rule.to).quantize(Decimal(1), MODES[rule.mode]) * rule.to).quantize(CENT)


def cost_of(of: tuple[str, ...], facts: Facts, per: str) -> Decimal | None:
    """The first documented cost for the period; a carer costs by the month and only by the month."""
    return planned(of, facts, COST_FIELD[per])


def planned(of: tuple[str, ...], facts: Facts, datum: str) -> Decimal | None:
    """The first of these that says that datum: a cost, or a number of accesses or hours."""
    for name in of:
        record = getattr(facts, name)
        if record is not None:
            cost = getattr(record, datum, None)
            if cost is not None:
                return cost
    return None


def variations(
    rules: tuple[AmountStep, ...], facts: Facts, per: str = "month", unit: str = "euro"
) -> list[tuple[Text, Facts]]:
    """Costs brought up to each ceiling they are under, and figures moved to the next band of a table on either side."""
    out = []
    known = Known(per=per, unit=unit)
    costs = {rule.of[0] for rule in rules if rule.kind == "documented_cost"}
    for name in sorted(costs):
        record = getattr(facts, name)
        if record is None or (name == "carer" and per != "month"):
            continue
        cost = getattr(record, known.datum)
        for limit in (rule.value for rule in rules if rule.kind == "ceiling" and rule.value is not None):
            if cost is None or cost < limit:
                change = COST_CHANGE[type(record)] if unit == "euro" else PLANNED_CHANGE
                changed = replace(record, **{known.datum: limit})
                out.append((change.fill(limit=known.said(limit)), replace(facts, **{name: changed})))
    for rule in rules:
        if rule.kind == "table":
            for axis in rule.axes:
                out += _band_edges(axis, facts)
    return out


PLANNED_CHANGE = Text("Servizio previsto per {limit} o più", "Service planned for {limit} or more")
COST_CHANGE = {
    CarerContract: Text("Costo dell’assistente da {limit} in su", "Carer’s cost of {limit} or more"),
    Project: Text("Costo del progetto da {limit} in su", "Project’s cost of {limit} or more"),
}


def _band_edges(axis: Axis, facts: Facts) -> list[tuple[Text, Facts]]:
    """The figure moved to the nearest edge of each other band; points are whole. Age moves in the counterfactual."""
    current = figures.value(axis, facts, facts.isee[-1].value if facts.isee else None, None)
    out = []
    for band in axis.bands:
        figure, whole = band.low + (CENT if band.over is not None else 0), ROUND_CEILING
        if current is not None and band.high is not None and current > band.low:
            figure, whole = band.high - (CENT if band.under is not None else 0), ROUND_FLOOR
        if axis.by in quantity.SCORES:
            figure = figure.to_integral_value(whole)
        if (current is None or not band.holds(current)) and band.holds(figure):
            changed = figures.moved(axis, figure, facts)
            if changed is not None:
                out.append((figures.said(axis, figure), changed))
    return out
