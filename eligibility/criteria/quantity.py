"""A figure of the case between two limits: hours at day services or at school, points of a scale."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.criteria import rule as words
from eligibility.facts import Facts, Figure
from eligibility.item import named_figure
from eligibility.outcome import Finding
from eligibility.text import Text, short

QuantityOf = Literal["service_hours", "school_hours", "adl_score", "iadl_score", "figure"]
LABELS = {
    "service_hours": Text("ore a settimana nei servizi diurni", "weekly hours at day services"),
    "school_hours": Text("ore a settimana a scuola", "weekly hours at school"),
    "adl_score": Text("punti ADL", "ADL points"),
    "iadl_score": Text("punti IADL", "IADL points"),
}
SCORES = ("adl_score", "iadl_score")
NAMED = "figure:"  # before the code of a figure that the call names


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    """`of = "figure"` is any other figure, for instance the points of a scale: its code, and its words."""

    kind: Literal["quantity"]
    of: QuantityOf
    figure: str = ""
    figure_label: Text | None = None
    min: Decimal | None = None  # included
    max: Decimal | None = None  # included
    under: Decimal | None = None  # not included

    def __post_init__(self) -> None:
        super().__post_init__()
        named_figure(self.of, self.figure, self.figure_label)
        if (self.min, self.max, self.under) == (None, None, None):
            raise Misfit(("max",), "no limit", "at least one of min, max (included) and under (not included)")

    @functools.cached_property
    def what(self) -> str:
        return f"{NAMED}{self.figure}" if self.figure else self.of

    @property
    def noun(self) -> Text:
        return self.figure_label or LABELS[self.of]


def field(of: str) -> str:
    """Where the figure is in the facts."""
    if of.startswith(NAMED):
        return f"figures.{of.removeprefix(NAMED)}"
    return f"assessment.{of}" if of in SCORES else of


def read(facts: Facts, of: str) -> Decimal | None:
    if of.startswith(NAMED):
        return next((one.value for one in facts.figures if one.code == of.removeprefix(NAMED)), None)
    value = getattr(facts.assessment if of in SCORES else facts, of)
    return None if value is None else Decimal(value)


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    label = rule.noun
    parts = (
        (rule.min, Text("almeno {n} {label}", "at least {n} {label}")),
        (rule.max, Text("al massimo {n} {label}", "at most {n} {label}")),
        (rule.under, Text("meno di {n} {label}", "less than {n} {label}")),
    )
    said = [text.fill(n=short(limit), label=label) for limit, text in parts if limit is not None]
    required = said[0] if len(said) == 1 else said[0] + Text(", ", ", ") + said[1]
    value = read(facts, rule.what)
    if value is None:
        reason = Text("Manca: {label}.", "Missing: {label}.").fill(label=label)
        return rule.unknown(field(rule.what), label, required=required, reason=reason)
    met = (
        (rule.min is None or value >= rule.min)
        and (rule.max is None or value <= rule.max)
        and (rule.under is None or value < rule.under)
    )
    found = Text("{n} {label}", "{n} {label}").fill(n=short(value), label=label)
    reason = Text("Sono {found}: servono {required}.", "There are {found}: needed, {required}.")
    if met:
        reason = Text("Sono {found}.", "There are {found}.")
    return rule.found(
        "met" if met else "not_met", required=required, found=found, reason=reason.fill(found=found, required=required)
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    """The nearest figures on the right side of each limit, and the first over it."""
    one = Decimal(1)
    edges = [value for value in (rule.min, rule.max) if value is not None]
    edges += [rule.max + one] if rule.max is not None else []
    edges += [rule.under - one, rule.under] if rule.under is not None else []
    edges += [rule.min - one] if rule.min is not None else []
    return [
        changed(facts, rule.what, edge, rule.noun) for edge in edges if edge >= 0 and edge != read(facts, rule.what)
    ]


def changed(facts: Facts, of: str, value: Decimal, noun: Text) -> words.Variation:
    label = Text("{n} {label}", "{n} {label}").fill(n=short(value), label=noun)
    if of.startswith(NAMED):
        code = of.removeprefix(NAMED)
        others = tuple(one for one in facts.figures if one.code != code)
        return label, replace(facts, figures=(*others, Figure(code, value)))
    if of in SCORES:
        return label, replace(facts, assessment=replace(facts.assessment, **{of: int(value)}))
    return label, replace(facts, **{of: value})
