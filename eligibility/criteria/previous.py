"""Who already has a benefit of the call before this one, where the call leaves those people out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.criteria import rule as words
from eligibility.facts import Facts
from eligibility.outcome import Finding
from eligibility.text import Text, join

LABELS = {
    "none": Text("nessun sostegno del bando precedente", "no support from the previous call"),
    "direct": Text("un sostegno diretto del bando precedente", "a direct support from the previous call"),
    "indirect": Text("un buono del bando precedente", "a cash grant from the previous call"),
}


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["previous"]
    excludes: tuple[Literal["direct", "indirect"], ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.excludes:
            raise Misfit(("excludes",), "an empty list", '"direct", "indirect"')


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    required = Text("non ha {what}", "does not have {what}").fill(
        what=join([LABELS[one] for one in rule.excludes], Text(" o ", " or "))
    )
    had = facts.previous_benefit
    if had is None:
        return rule.unknown(
            "previous_benefit",
            Text("se ha già un sostegno del bando precedente", "whether there is a support from the previous call"),
            required=required,
            reason=Text(
                "Non sappiamo ancora se era già beneficiario.", "Not known yet: a benefit of the previous call."
            ),
        )
    verdict = "not_met" if had in rule.excludes else "met"
    return rule.found(verdict, required=required, found=LABELS[had], reason=LABELS[had].capital() + Text(".", "."))


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    if facts.previous_benefit == "none":
        return []
    return [(LABELS["none"].capital(), replace(facts, previous_benefit="none"))]
