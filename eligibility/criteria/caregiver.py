"""A family caregiver is there (`present = true`), or is not (`present = false`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from eligibility.criteria import rule as words
from eligibility.facts import Caregiver, Facts
from eligibility.outcome import Finding
from eligibility.text import Text

YES = Text("c’è un caregiver familiare", "there is a family caregiver")
NO = Text("non c’è un caregiver familiare", "there is no family caregiver")


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["caregiver"]
    present: bool


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    required = YES if rule.present else NO
    if facts.has_caregiver is None:
        return rule.unknown(
            "has_caregiver",
            Text("se c’è un caregiver familiare", "whether there is a family caregiver"),
            required=required,
            reason=Text(
                "Non sappiamo ancora se c’è un caregiver familiare.",
                "We do not know yet whether there is a family caregiver.",
            ),
        )
    found = YES if facts.has_caregiver else NO
    if facts.has_caregiver is not rule.present:
        return rule.found("not_met", required=required, found=found, reason=found.capital() + Text(".", "."))
    return rule.found("met", required=required, found=found, reason=_reason(facts.caregiver, found))


def _reason(caregiver: Caregiver | None, found: Text) -> Text:
    if caregiver is None or not caregiver.name:
        return found.capital() + Text(".", ".")
    hours = caregiver.weekly_hours
    if hours is None:
        return Text("Assiste {name}.", "{name} is the family caregiver.").fill(name=caregiver.name)
    figure = Text(f"{hours:f}".rstrip("0").rstrip(".").replace(".", ","), f"{hours:f}".rstrip("0").rstrip("."))
    return Text("Assiste {name}, {hours} ore a settimana.", "{name} gives care for {hours} hours a week.").fill(
        name=caregiver.name, hours=figure
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    out = []
    if facts.has_caregiver is not True:
        out.append(
            (Text("Arriva un caregiver familiare", "A family caregiver steps in"), replace(facts, has_caregiver=True))
        )
    if facts.has_caregiver is not False:
        out.append(
            (
                Text("Nessun caregiver familiare", "No family caregiver"),
                replace(facts, has_caregiver=False, caregiver=None),
            )
        )
    return out
