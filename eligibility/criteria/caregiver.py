"""A family caregiver is there (`present = true`), or is not (`present = false`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.criteria import rule as words
from eligibility.facts import Caregiver, Facts
from eligibility.item import at_least
from eligibility.outcome import Finding
from eligibility.text import Text, short

YES = Text("c’è un caregiver familiare", "there is a family caregiver")
NO = Text("non c’è un caregiver familiare", "there is no family caregiver")


MAJORITY = 18
COHABITING = (
    Text("il caregiver vive con la persona", "the caregiver lives with the person"),
    Text("se il caregiver vive con la persona", "whether the caregiver lives with the person"),
)
HOURS = (
    Text(
        "almeno {hours} ore a settimana di assistenza del caregiver",
        "at least {hours} hours of care a week from the caregiver",
    ),
    Text("le ore del caregiver", "the caregiver’s hours"),
)
ONLY_ONE = (
    Text(
        "un solo caregiver per persona, salvo i genitori di un minore",
        "one caregiver for each person, except the parents of a minor",
    ),
    Text("se ci sono altri caregiver riconosciuti", "whether other caregivers are recognised"),
)
IN_PLAN = (
    Text("il caregiver è nel Piano individuale", "the caregiver is in the Individual Plan"),
    Text("se il caregiver è nel Piano individuale", "whether the caregiver is in the Individual Plan"),
)
OWN_ACCESS = (
    Text(
        "domanda inviata con lo SPID, la CIE o la CNS del caregiver", "filed with the caregiver’s own SPID, CIE or CNS"
    ),
    Text(
        "se la domanda è inviata con l’identità digitale del caregiver",
        "whether the application is filed with the caregiver’s own digital identity",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["caregiver"]
    present: bool
    cohabiting: bool = False  # must live with the person
    in_plan: bool = False  # must be in the Individual Plan, actively involved
    own_access: bool = False  # the application must be filed with the caregiver’s own digital identity
    one_per_person: bool = False  # one recognised caregiver for each person, except the parents of a minor
    min_weekly_hours: Decimal | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        at_least(self.min_weekly_hours, 0, "min_weekly_hours")
        asked = self.cohabiting or self.in_plan or self.own_access or self.one_per_person or self.min_weekly_hours
        if asked and not self.present:
            raise Misfit(("present",), "false", "true, since something is asked of the caregiver")


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
    if rule.present and (against := _asked(rule, facts, on)):
        return against
    return rule.found("met", required=required, found=found, reason=_reason(facts.caregiver, found))


def _reason(caregiver: Caregiver | None, found: Text) -> Text:
    if caregiver is None or not caregiver.name:
        return found.capital() + Text(".", ".")
    hours = caregiver.weekly_hours
    if hours is None:
        return Text("Assiste {name}.", "{name} is the family caregiver.").fill(name=caregiver.name)
    return Text("Assiste {name}, {hours} ore a settimana.", "{name} gives care for {hours} hours a week.").fill(
        name=caregiver.name, hours=short(hours)
    )


def _asked(rule: Rule, facts: Facts, on: date) -> Finding | None:
    """The first thing asked of the caregiver that is not there or not known; None when all is well."""
    caregiver = facts.caregiver or Caregiver()
    unmet: Finding | None = None
    for asked, field, value, requirement in _questions(rule, facts, caregiver, on):
        if not asked or value is True:
            continue
        required, missing = requirement
        needed = Text("Serve: {required}.", "Needed: {required}.").fill(required=required)
        if value is None:
            reason = Text("Non sappiamo ancora {datum}.", "We do not know yet {datum}.").fill(datum=missing)
            if field == "filed_with" and facts.filed_with is not None:
                reason = needed
            unmet = unmet or rule.unknown(field, missing, required=required, reason=reason)
            continue
        found = Text("no", "no")
        if requirement[1] is HOURS[1]:
            found = Text("{hours} ore a settimana", "{hours} hours a week").fill(hours=short(caregiver.weekly_hours))
        return rule.found("not_met", required=required, found=found, reason=needed)
    return unmet


def _questions(rule: Rule, facts: Facts, caregiver: Caregiver, on: date) -> Iterator[tuple]:
    yield rule.cohabiting, "caregiver.cohabiting", caregiver.cohabiting, COHABITING
    hours = None if caregiver.weekly_hours is None else caregiver.weekly_hours >= (rule.min_weekly_hours or 0)
    yield rule.min_weekly_hours is not None, "caregiver.weekly_hours", hours, _hours(rule)
    yield rule.one_per_person, "other_caregivers", _only_one(facts, caregiver, on), ONLY_ONE
    yield rule.in_plan, "caregiver.in_plan", caregiver.in_plan, IN_PLAN
    # Filed with another identity is put right by filing again: not yet known, never a refusal.
    yield rule.own_access, "filed_with", (facts.filed_with == "caregiver") or None, OWN_ACCESS


def _hours(rule: Rule) -> tuple[Text, Text]:
    return HOURS[0].fill(hours=short(rule.min_weekly_hours or Decimal(0))), HOURS[1]


def _only_one(facts: Facts, caregiver: Caregiver, on: date) -> bool | None:
    """One recognised caregiver, or more when all are parents and the person is a minor (LR 23/2022, art. 2)."""
    if facts.other_caregivers is None:
        return None
    age = facts.age_on(on)
    if not facts.other_caregivers:
        return True
    if age is not None and age >= MAJORITY:
        return False
    parents = [one.is_parent for one in (caregiver, *facts.other_caregivers)]
    if False in parents:
        return False
    return None if age is None or None in parents else True


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
    if rule.present and facts.has_caregiver:
        out += _put_right(rule, facts)
    return out


def _put_right(rule: Rule, facts: Facts) -> list[words.Variation]:
    caregiver = facts.caregiver or Caregiver()
    asked = (
        (rule.cohabiting, "cohabiting", True, COHABITING),
        (rule.in_plan, "in_plan", True, IN_PLAN),
        (rule.min_weekly_hours is not None, "weekly_hours", rule.min_weekly_hours, _hours(rule)),
    )
    out = [
        (words_[0].capital(), replace(facts, caregiver=replace(caregiver, **{name: value})))
        for wanted, name, value, words_ in asked
        if wanted and getattr(caregiver, name) != value
    ]
    if rule.own_access and facts.filed_with != "caregiver":
        out.append((OWN_ACCESS[0].capital(), replace(facts, filed_with="caregiver")))
    if rule.one_per_person and facts.other_caregivers != ():
        out.append((ONLY_ONE[0].capital(), replace(facts, other_caregivers=())))
    return out
