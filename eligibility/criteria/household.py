"""The person does not live with relatives (asked for by some calls on independent living)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from eligibility.criteria import rule as words
from eligibility.facts import Facts
from eligibility.outcome import Finding
from eligibility.text import Text

ALONE = Text("non vive con familiari", "does not live with relatives")
WITH = Text("vive con familiari", "lives with relatives")


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["household"]


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    together = facts.person.lives_with_relatives
    if together is None:
        return rule.unknown(
            "person.lives_with_relatives",
            Text("se vive con familiari", "whether the person lives with relatives"),
            required=ALONE,
            reason=Text(
                "Non sappiamo ancora se vive con familiari.", "Not known yet: whether relatives live there too."
            ),
        )
    found = WITH if together else ALONE
    return rule.found(
        "not_met" if together else "met", required=ALONE, found=found, reason=found.capital() + Text(".", ".")
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    if facts.person.lives_with_relatives is False:
        return []
    return [(ALONE.capital(), replace(facts, person=replace(facts.person, lives_with_relatives=False)))]
