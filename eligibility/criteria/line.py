"""The target group (line) of the applicant: elderly, adults, minors… by age, with the edges said explicitly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.criteria import rule as words
from eligibility.facts import Facts
from eligibility.item import Ages, Item, unique_codes
from eligibility.outcome import Finding, Verdict
from eligibility.text import EMPTY, Text, join

OR, SEMICOLON = Text(" o ", " or "), Text("; ", "; ")


@dataclass(frozen=True, kw_only=True)
class Group(Item, Ages):
    """One target group, the people of these ages on the stated day."""


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["line"]
    groups: tuple[Group, ...]
    age_on: date | None = None  # the day on which the age is looked at; None = the day of the assessment
    overlap: Literal["ask", "first"] = "ask"  # somebody fits several: ask which, or take the first of the list

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.groups:
            raise Misfit(("groups",), "an empty list", "at least one target group")
        unique_codes(self.groups, "groups")
        if self.lines:
            raise Misfit(("lines",), ", ".join(self.lines), "nothing here: this rule decides the line")


def resolve(rule: Rule, facts: Facts, on: date) -> tuple[Verdict, Group | None, tuple[Group, ...]]:
    """The verdict, the line when it is settled, and the lines that the age allows."""
    age = facts.age_on(rule.age_on or on)
    asked = next((group for group in rule.groups if group.code == facts.line), None)
    if age is None:
        sure = asked is not None and asked.everybody
        return ("met", asked, (asked,)) if sure else ("unknown", asked, ())
    fitting = tuple(group for group in rule.groups if group.hold(age))
    if facts.line is not None:
        return ("met" if asked in fitting else "not_met"), asked, fitting
    if not fitting:
        return "not_met", None, ()
    if len(fitting) == 1 or rule.overlap == "first":
        return "met", fitting[0], fitting
    return "unknown", None, fitting


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    verdict, group, fitting = resolve(rule, facts, on)
    required = _ages(group) if group else join([_ages(g) for g in rule.groups], SEMICOLON, "; ")
    age = facts.age_on(rule.age_on or on)
    if verdict == "unknown" and age is None:
        reason = Text(
            "Manca la data di nascita: la linea dipende dall’età.",
            "The date of birth is missing: the line depends on age.",
        )
        return rule.unknown("person.birth_date", words.BIRTH_DATE, required=required, reason=reason)
    options = join([g.label for g in fitting], OR) if fitting else EMPTY
    if verdict == "unknown":
        reason = Text("Può fare domanda su più linee: {options}.", "More than one line is possible: {options}.")
        return rule.unknown("line", words.LINE, required=required, reason=reason.fill(options=options))
    found = Text("{age} anni", "{age} years").fill(age=age) if age is not None else EMPTY
    if verdict == "met":
        reason = Text("Fa domanda sulla linea «{line}».", "The application is on the line “{line}”.")
        return rule.found(
            "met", required=required, found=group.label if age is None else found, reason=reason.fill(line=group.label)
        )
    values = {"age": age, "line": group.label if group else facts.line, "options": options}
    if fitting:
        reason = Text(
            "Ha {age} anni: non è sulla linea «{line}», può chiedere la linea «{options}».",
            "The age is {age}: not on the line “{line}”, the line “{options}” is open.",
        )
    else:
        reason = Text("Ha {age} anni: nessuna linea è aperta.", "The age is {age}: no line is open.")
    return rule.found("not_met", required=required, found=found, reason=reason.fill(**values))


def _ages(group: Group) -> Text:
    if group.everybody:
        return group.label
    return Text("{label}: {ages}", "{label}: {ages}").fill(label=group.label, ages=group.said())


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    """The other lines that the age allows: an application may be made on each of them."""
    _, group, fitting = resolve(rule, facts, on)
    label = Text("Domanda sulla linea «{line}»", "Application on the line “{line}”")
    return [(label.fill(line=g.label), replace(facts, line=g.code)) for g in fitting if g != group]
