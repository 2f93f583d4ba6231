"""What every kind of criterion has in common: its words, its sources, whom it concerns, when it must hold."""

from __future__ import annotations

import functools
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.facts import Facts
from eligibility.item import Ages
from eligibility.outcome import Finding, Missing, Reserve, Stage, Verdict
from eligibility.text import EMPTY, Source, Text

# One datum changed: how it is said, and the facts with that change.
Variation = tuple[Text, Facts]
Moment = Literal["application", "award", "month"]

NOT_KNOWN = Text("non lo sappiamo ancora", "not known yet")
BIRTH_DATE = Text("la data di nascita", "the date of birth")
LINE = Text("la linea su cui si fa domanda", "the line the application is made on")


@dataclass(frozen=True, kw_only=True)
class Rule:
    code: str
    label: Text
    sentence: Text
    sources: tuple[Source, ...]
    stage: Stage = "application"  # "award": must hold before the award, and does not decide the right to the measure
    holds_at: tuple[Moment, ...] = ()  # every moment at which it must hold; () = at `stage`, judged on the day asked
    gate: bool = False  # as a condition of a support: not met for any support looked at = no right to the measure
    lines: tuple[str, ...] = ()  # concerns only these target groups; () = all
    ages: Ages | None = None  # concerns only these ages

    def __post_init__(self) -> None:
        if self.holds_at and self.stage != "application":
            raise Misfit(("stage",), f'"{self.stage}"', "holds_at alone, which says every moment")

    @functools.cached_property
    def moments(self) -> tuple[str, ...]:
        return self.holds_at or (self.stage,)

    @functools.cached_property
    def first_stage(self) -> Stage:
        """The moment the screens file it under: application before award before month."""
        return next(moment for moment in ("application", "award", "month") if moment in self.moments)

    @functools.cached_property
    def for_everybody(self) -> bool:
        return not self.lines and self.ages is None

    @functools.cached_property
    def findings(self) -> dict[Hashable, Finding]:
        """Those already made that hold for others too (`shared.py`)."""
        return {}

    def day(self, facts: Facts, on: date) -> date:
        """The day it is judged on: that of the application, when it must hold then and only then."""
        return facts.applied_on or on if self.holds_at == ("application",) else on

    def concerns(self, facts: Facts, on: date) -> bool | Missing:
        """Whether the rule is about this person, or the datum that would tell."""
        unknown: Missing | None = None
        if self.lines:
            if facts.line is not None and facts.line not in self.lines:
                return False
            unknown = Missing("line", LINE) if facts.line is None else None
        if self.ages is not None:
            age = facts.age_on(on)
            if age is None:
                return Missing("person.birth_date", BIRTH_DATE)
            if not self.ages.hold(age):
                return False
        return unknown or True

    def found(
        self,
        verdict: Verdict,
        *,
        required: Text,
        found: Text,
        reason: Text,
        reserve: tuple[Reserve, ...] = (),
        warnings: tuple[Text, ...] = (),
    ) -> Finding:
        return Finding(
            self.code, self.label, self.sentence, required, found, verdict, reason, self.sources, (), self.first_stage,
            reserve, warnings,
        )  # fmt: skip

    def unknown(self, field: str, datum: Text, *, required: Text, reason: Text, found: Text = NOT_KNOWN) -> Finding:
        """Not yet known, naming the datum that is missing."""
        missing = (Missing(field, datum),)
        return Finding(
            self.code, self.label, self.sentence, required, found, "unknown", reason, self.sources, missing,
            self.first_stage,
        )  # fmt: skip

    def not_said(self, missing: Missing) -> Finding:
        """Whether the rule concerns the person is itself not known."""
        reason = Text("Dipende da un dato che manca: {datum}.", "It depends on a missing datum: {datum}.")
        return self.unknown(missing.field, missing.label, required=EMPTY, reason=reason.fill(datum=missing.label))
