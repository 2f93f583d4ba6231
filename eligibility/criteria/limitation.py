"""A severe limitation of functional capacity, found by the assessment that Comune and ASST have both signed."""

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

REQUIRED = Text("gravi, nella valutazione firmata", "severe, in the signed assessment")


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["limitation"]
    max_months: int | None = None  # an assessment signed longer ago must be made again; None = no age limit
    not_before: date | None = None  # one signed before this day must be made again

    def __post_init__(self) -> None:
        super().__post_init__()
        at_least(self.max_months, 1, "max_months")

    @property
    def has_age_limit(self) -> bool:
        return self.max_months is not None or self.not_before is not None


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    severe = facts.assessment.severe_limitation
    if not facts.assessment.signed_by_both:
        return rule.unknown(
            "assessment.signed_by_both",
            Text("la valutazione firmata da Comune e ASST", "the assessment signed by the municipality and the ASST"),
            required=REQUIRED,
            found=Text("valutazione da firmare", "assessment to sign"),
            reason=Text(
                "Manca la valutazione firmata dal Comune e dall’ASST.",
                "The assessment signed by the municipality and the ASST is missing.",
            ),
        )
    if severe is None:
        return rule.unknown(
            "assessment.severe_limitation",
            Text("l’esito della valutazione", "the result of the assessment"),
            required=REQUIRED,
            reason=Text(
                "La valutazione non dice ancora se le limitazioni sono gravi.",
                "The assessment does not say yet whether the limitations are severe.",
            ),
        )
    if rule.has_age_limit and (stale := _too_old(rule, facts, on)):
        return stale
    if severe:
        return rule.found(
            "met",
            required=REQUIRED,
            found=Text("gravi", "severe"),
            reason=Text("La valutazione ha trovato limitazioni gravi.", "The assessment found severe limitations."),
        )
    return rule.found(
        "not_met",
        required=REQUIRED,
        found=Text("non gravi", "not severe"),
        reason=Text(
            "La valutazione non ha trovato limitazioni gravi.", "The assessment did not find severe limitations."
        ),
    )


def _too_old(rule: Rule, facts: Facts, on: date) -> Finding | None:
    signed = facts.assessment.signed_on
    early = signed is not None and rule.not_before is not None and signed < rule.not_before
    old = signed is not None and rule.max_months is not None and add_months(signed, rule.max_months) < on
    if signed is not None and not early and not old:
        return None
    reason = Text("Manca la data della firma.", "The day of the signature is missing.")
    if early:
        reason = Text(
            "La valutazione del {signed} è di prima del {first}: va rifatta.",
            "The assessment of {signed} is from before {first}: it must be made again.",
        ).fill(signed=day(signed), first=day(rule.not_before))
    elif signed is not None:
        reason = Text(
            "La valutazione del {signed} ha più di {months} mesi: va rifatta.",
            "The assessment of {signed} is more than {months} months old: it must be made again.",
        ).fill(signed=day(signed), months=rule.max_months)
    return rule.unknown(
        "assessment.signed_on",
        Text("una valutazione recente", "a recent assessment"),
        required=REQUIRED,
        reason=reason,
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    """Only what the assessment could still say; a condition already found severe is not taken back here."""
    signed = replace(facts.assessment, severe_limitation=True, signed_by_both=True)
    if rule.has_age_limit:
        signed = replace(signed, signed_on=on)
    if signed == facts.assessment:
        return []
    label = Text(
        "Una valutazione firmata che trova limitazioni gravi", "A signed assessment that finds severe limitations"
    )
    return [(label, replace(facts, assessment=signed))]
