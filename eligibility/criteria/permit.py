"""Citizens of countries outside the European Union: a residence permit that is valid and long enough."""

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


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["permit"]
    min_months: int = 0  # from its issue to its end; a permit of one year = 12

    def __post_init__(self) -> None:
        super().__post_init__()
        at_least(self.min_months, 0, "min_months")


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    person = facts.person
    required = Text("permesso di soggiorno valido", "a valid residence permit")
    if rule.min_months:
        required = Text(
            "permesso di soggiorno valido, di almeno {months} mesi",
            "a valid residence permit of at least {months} months",
        ).fill(months=rule.min_months)

    def unknown(field: str, datum: Text) -> Finding:
        reason = Text("Manca: {datum}.", "Missing: {datum}.").fill(datum=datum)
        return rule.unknown(f"person.{field}", datum, required=required, reason=reason)

    if person.citizenship is None:
        return unknown("citizenship", Text("la cittadinanza", "the citizenship"))
    if person.citizenship != "extra_eu":
        found = Text("cittadinanza italiana o dell’Unione", "Italian or Union citizenship")
        return rule.found("met", required=required, found=found, reason=found.capital() + Text(".", "."))
    if person.permit_valid_to is None:
        return unknown("permit_valid_to", Text("la scadenza del permesso", "the end of the permit"))
    until = day(person.permit_valid_to)
    if person.permit_valid_to < on:
        # Out of date is put right with the renewed permit: not yet known, never a refusal.
        renewed = Text("il permesso rinnovato (scaduto il {on})", "the renewed permit (ended on {on})")
        return unknown("permit_valid_to", renewed.fill(on=until))
    if rule.min_months and person.permit_issued_on is None:
        return unknown("permit_issued_on", Text("il rilascio del permesso", "the issue of the permit"))
    found = Text("valido fino al {until}", "valid until {until}").fill(until=until)
    if rule.min_months and add_months(person.permit_issued_on, rule.min_months) > person.permit_valid_to:
        reason = Text("Il permesso dura meno di {months} mesi.", "The permit lasts less than {months} months.")
        return rule.found("not_met", required=required, found=found, reason=reason.fill(months=rule.min_months))
    return rule.found(
        "met", required=required, found=found, reason=Text("Il permesso è valido.", "The permit is valid.")
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    """A permit as the call asks for it, for whoever needs one."""
    if facts.person.citizenship != "extra_eu":
        return []
    person = replace(facts.person, permit_issued_on=on, permit_valid_to=add_months(on, max(rule.min_months, 1)))
    return [
        (Text("Permesso di soggiorno come richiesto", "Residence permit as asked for"), replace(facts, person=person))
    ]
