"""The age on the day, in completed years: from `from_age` up to, not including, `under_age`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.criteria import rule as words
from eligibility.facts import Facts
from eligibility.outcome import Finding
from eligibility.text import Text


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["age"]
    from_age: int = 0
    under_age: int | None = None

    def __post_init__(self) -> None:
        if self.under_age is not None and self.under_age <= self.from_age:
            raise Misfit(("under_age",), str(self.under_age), f"more than from_age, which is {self.from_age}")


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    required = _required(rule)
    age = facts.age_on(on)
    if age is None:
        return rule.unknown(
            "person.birth_date",
            Text("la data di nascita", "the date of birth"),
            required=required,
            reason=Text("Manca la data di nascita.", "The date of birth is missing."),
        )
    met = age >= rule.from_age and (rule.under_age is None or age < rule.under_age)
    found = Text("1 anno", "1 year") if age == 1 else Text(f"{age} anni", f"{age} years")
    reason = Text(
        "È per chi ha {required}: qui l’età è {found}.", "It is for people {required}: the age here is {found}."
    )
    if met:
        reason = Text("Ha {found}.", "The age is {found}.")
    return rule.found(
        "met" if met else "not_met", required=required, found=found, reason=reason.fill(required=required, found=found)
    )


def _required(rule: Rule) -> Text:
    if rule.under_age is None:
        return Text("almeno {low} anni", "of {low} years or more").fill(low=rule.from_age)
    if rule.from_age == 0:
        return Text("meno di {high} anni", "under {high}").fill(high=rule.under_age)
    return Text("da {low} a {last} anni", "from {low} to {last} years old").fill(
        low=rule.from_age, last=rule.under_age - 1
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    """None: nobody can change their age."""
    return []
