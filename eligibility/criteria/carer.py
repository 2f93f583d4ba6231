"""An employed carer whose contract runs on the day: regular, or a personal assistant, as the call asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.criteria import rule as words
from eligibility.facts import Facts
from eligibility.item import at_least
from eligibility.outcome import Finding
from eligibility.text import Text, day, short


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["carer"]
    present: bool = True  # false = there must be none
    regular: bool = True  # must be regularly employed
    personal_assistant: bool = False  # must be the personal assistant of an independent-living project
    min_weekly_hours: Decimal | None = None  # of the contract, included
    max_weekly_hours: Decimal | None = None  # included

    def __post_init__(self) -> None:
        super().__post_init__()
        asked = self.personal_assistant or (self.min_weekly_hours, self.max_weekly_hours) != (None, None)
        if asked and not self.present:
            raise Misfit(("present",), "false", "true, since something is asked of the carer")
        at_least(self.min_weekly_hours, 0, "min_weekly_hours")
        at_least(self.max_weekly_hours, self.min_weekly_hours or 0, "max_weekly_hours")


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    required = _required(rule)

    def unknown(field: str, datum: Text, reason: Text) -> Finding:
        return rule.unknown(field, datum, required=required, reason=reason)

    def not_met(found: Text) -> Finding:
        return rule.found("not_met", required=required, found=found, reason=found.capital() + Text(".", "."))

    if facts.has_carer is None:
        return unknown(
            "has_carer",
            Text("se c’è un’assistente assunta", "whether there is an employed carer"),
            Text(
                "Non sappiamo ancora se c’è un’assistente assunta.",
                "We do not know yet whether there is an employed carer.",
            ),
        )
    if not rule.present:
        found = Text("c’è un’assistente", "there is a carer") if facts.has_carer else required
        verdict = "not_met" if facts.has_carer else "met"
        return rule.found(verdict, required=required, found=found, reason=found.capital() + Text(".", "."))
    if not facts.has_carer:
        return not_met(Text("non c’è un’assistente assunta", "there is no employed carer"))
    carer = facts.carer
    if carer is None:
        return unknown(
            "carer",
            Text("il contratto dell’assistente", "the carer’s contract"),
            Text("Manca il contratto dell’assistente.", "The carer’s contract is missing."),
        )
    if rule.personal_assistant and not carer.personal_assistant:
        return not_met(Text("non c’è un assistente personale", "there is no personal assistant"))
    if carer.ends_on is not None and carer.ends_on < on:
        return not_met(Text("il contratto è finito il {on}", "the contract ended on {on}").fill(on=day(carer.ends_on)))
    if carer.starts_on is not None and carer.starts_on > on:
        return not_met(
            Text("il contratto comincia il {on}", "the contract starts on {on}").fill(on=day(carer.starts_on))
        )
    if rule.regular and carer.regular is None:
        return unknown(
            "carer.regular",
            Text("se l’assistente è in regola", "whether the carer is regularly employed"),
            Text(
                "Non sappiamo ancora se l’assistente è in regola.",
                "We do not know yet whether the carer is regularly employed.",
            ),
        )
    if rule.regular and not carer.regular:
        return not_met(Text("l’assistente non è in regola", "the carer is not regularly employed"))
    low, high, hours = rule.min_weekly_hours, rule.max_weekly_hours, carer.weekly_hours
    if (low, high) != (None, None) and hours is None:
        return unknown(
            "carer.weekly_hours",
            Text("le ore del contratto", "the hours of the contract"),
            Text("Mancano le ore del contratto.", "The hours of the contract are missing."),
        )
    for limit, out, more in (
        (low, low is not None and hours < low, Text("ne servono almeno {limit}", "at least {limit} are needed")),
        (high, high is not None and hours > high, Text("il massimo è {limit}", "the most is {limit}")),
    ):
        if out:
            sentence = Text("il contratto è di {hours} ore a settimana: ", "the contract is of {hours} hours a week: ")
            return not_met((sentence + more).fill(hours=short(hours), limit=short(limit)))
    found = Text("c’è un’assistente assunta", "there is an employed carer")
    if rule.personal_assistant:
        found = Text("c’è un assistente personale", "there is a personal assistant")
    elif rule.regular:
        found = Text("c’è un’assistente assunta in regola", "there is a regularly employed carer")
    return rule.found("met", required=required, found=found, reason=found.capital() + Text(".", "."))


def _required(rule: Rule) -> Text:
    if not rule.present:
        return Text("nessun’assistente assunta", "no employed carer")
    if rule.personal_assistant:
        return Text("un assistente personale", "a personal assistant")
    return (
        Text("un’assistente assunta in regola", "a regularly employed carer")
        if rule.regular
        else Text("un’assistente", "a carer")
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    if facts.has_carer and facts.carer is not None:
        out = [
            (
                Text("Fine del contratto dell’assistente", "End of the carer’s contract"),
                replace(facts, has_carer=False, carer=None),
            )
        ]
        if rule.present and rule.regular and not facts.carer.regular:
            regular = replace(facts.carer, regular=True)
            out.append(
                (Text("Assistente assunta in regola", "Carer regularly employed"), replace(facts, carer=regular))
            )
        low, high, hours = rule.min_weekly_hours, rule.max_weekly_hours, facts.carer.weekly_hours
        if low is not None and (hours is None or hours < low):
            label = Text("Contratto di almeno {hours} ore a settimana", "Contract of at least {hours} hours a week")
            out.append(_with_hours(facts, low, label))
        elif high is not None and hours is not None and hours > high:
            label = Text("Contratto di {hours} ore a settimana", "Contract of {hours} hours a week")
            out.append(_with_hours(facts, high, label))
        return out
    return []


def _with_hours(facts: Facts, hours: Decimal, label: Text) -> words.Variation:
    return label.fill(hours=short(hours)), replace(facts, carer=replace(facts.carer, weekly_hours=hours))
