"""Residence in a Comune of the Ambito."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from eligibility.criteria import rule as words
from eligibility.dates import add_months
from eligibility.facts import Facts
from eligibility.item import at_least
from eligibility.outcome import Finding
from eligibility.text import Text, day

REQUIRED = Text("in un Comune dell’Ambito", "in a municipality of the Ambito")


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["residence"]
    min_months: int = 0  # whole months of residence completed on the day

    def __post_init__(self) -> None:
        super().__post_init__()
        at_least(self.min_months, 0, "min_months")


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    resident, place = facts.person.resident_in_ambito, facts.person.municipality
    if resident is None:
        return rule.unknown(
            "person.resident_in_ambito",
            Text("la residenza", "where the person lives"),
            required=REQUIRED,
            reason=Text("Manca la residenza.", "We do not know yet where the person lives."),
        )
    if resident and rule.min_months:
        return _long_enough(rule, facts, on)
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


def _long_enough(rule: Rule, facts: Facts, on: date) -> Finding:
    since, values = facts.person.resident_since, {"months": rule.min_months}
    required = Text("nell’Ambito da almeno {months} mesi", "in the Ambito for at least {months} months").fill(**values)
    if since is None:
        return rule.unknown(
            "person.resident_since",
            Text("da quando è residente", "since when the person has lived here"),
            required=required,
            reason=Text("Manca la data di inizio della residenza.", "The day the residence began is missing."),
        )
    values["since"] = found = day(since)
    if add_months(since, rule.min_months) <= on:
        reason = Text("Abita nell’Ambito dal {since}.", "The home is in the Ambito since {since}.").fill(**values)
        return rule.found("met", required=required, found=found, reason=reason)
    reason = Text(
        "Abita nell’Ambito dal {since}: servono {months} mesi, compiuti il {full}.",
        "The home is in the Ambito since {since}: {months} months are needed, complete on {full}.",
    ).fill(full=day(add_months(since, rule.min_months)), **values)
    return rule.found("not_met", required=required, found=found, reason=reason)


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
    since = facts.person.resident_since
    if rule.min_months and (since is None or add_months(since, rule.min_months) > on):
        person = replace(facts.person, resident_in_ambito=True, resident_since=add_months(on, -rule.min_months))
        label = Text("Residenza nell’Ambito da {months} mesi", "Residence in the Ambito for {months} months")
        out.append((label.fill(months=rule.min_months), replace(facts, person=person)))
    return out
