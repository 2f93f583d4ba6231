"""The age in completed years, on the day or on a stated date; each edge says whether it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from eligibility.criteria import rule as words
from eligibility.facts import Facts
from eligibility.item import Ages
from eligibility.outcome import Finding
from eligibility.text import Text


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule, Ages):
    kind: Literal["age"]
    age_on: date | None = None  # the day on which the age is looked at; None = the day of the assessment

    def __post_init__(self) -> None:
        Ages.__post_init__(self)
        words.Rule.__post_init__(self)


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    required = rule.said()
    age = facts.age_on(rule.age_on or on)
    if age is None:
        return rule.unknown(
            "person.birth_date",
            words.BIRTH_DATE,
            required=required,
            reason=Text("Manca la data di nascita.", "The date of birth is missing."),
        )
    met = rule.hold(age)
    found = Text("1 anno", "1 year") if age == 1 else Text(f"{age} anni", f"{age} years")
    reason = Text(
        "È per chi ha {required}: qui l’età è {found}.", "It is for people {required}: the age here is {found}."
    )
    if met:
        reason = Text("Ha {found}.", "The age is {found}.")
    return rule.found(
        "met" if met else "not_met", required=required, found=found, reason=reason.fill(required=required, found=found)
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    """None: nobody can change their age."""
    return []
