"""The person lives at home, not in a residential unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from eligibility.criteria import rule as words
from eligibility.facts import Facts
from eligibility.outcome import Finding
from eligibility.text import Text

REQUIRED = Text("a casa, non in struttura", "at home, not in a residential unit")


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["at_home"]


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    at_home = facts.person.lives_at_home
    if at_home is None:
        return rule.unknown(
            "person.lives_at_home",
            Text("se vive a casa", "whether the person lives at home"),
            required=REQUIRED,
            reason=Text("Non sappiamo ancora se vive a casa.", "We do not know yet whether the person lives at home."),
        )
    if at_home:
        return rule.found(
            "met",
            required=REQUIRED,
            found=Text("a casa", "at home"),
            reason=Text("Vive a casa.", "The person lives at home."),
        )
    return rule.found(
        "not_met",
        required=REQUIRED,
        found=Text("in struttura", "in a residential unit"),
        reason=Text(
            "Vive in struttura: la misura aiuta chi resta a casa.",
            "The person lives in a residential unit: the measure helps people who stay at home.",
        ),
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    at_home = facts.person.lives_at_home
    out = []
    if at_home is not True:
        person = replace(facts.person, lives_at_home=True)
        out.append((Text("Vive a casa", "Living at home"), replace(facts, person=person)))
    if at_home is not False:
        person = replace(facts.person, lives_at_home=False)
        out.append((Text("Ingresso in struttura", "Move to a residential unit"), replace(facts, person=person)))
    return out
