"""Residence in a Comune of the Ambito."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from eligibility.criteria import rule as words
from eligibility.facts import Facts
from eligibility.outcome import Finding
from eligibility.text import Text

REQUIRED = Text("in un Comune dell’Ambito", "in a municipality of the Ambito")


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["residence"]


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    resident, place = facts.person.resident_in_ambito, facts.person.municipality
    if resident is None:
        return rule.unknown(
            "person.resident_in_ambito",
            Text("la residenza", "where the person lives"),
            required=REQUIRED,
            reason=Text("Manca la residenza.", "We do not know yet where the person lives."),
        )
    if resident:
        return rule.found(
            "met",
            required=REQUIRED,
            found=Text(place, place) if place else Text("nell’Ambito", "in the Ambito"),
            reason=Text("Abita in un Comune dell’Ambito.", "The home is in a municipality of the Ambito."),
        )
    return rule.found(
        "not_met",
        required=REQUIRED,
        found=Text(place, place) if place else Text("fuori dall’Ambito", "outside the Ambito"),
        reason=Text(
            "Abita fuori dall’Ambito: la domanda va fatta al Comune di residenza.",
            "The home is outside the Ambito: the application goes to the municipality of residence.",
        ),
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    resident = facts.person.resident_in_ambito
    out = []
    if resident is not True:
        person = replace(facts.person, resident_in_ambito=True)
        out.append(
            (Text("Residenza in un Comune dell’Ambito", "Residence in the Ambito"), replace(facts, person=person))
        )
    if resident is not False:
        person = replace(facts.person, resident_in_ambito=False)
        out.append((Text("Residenza fuori dall’Ambito", "Residence outside the Ambito"), replace(facts, person=person)))
    return out
