"""A question that only this call asks, with its possible answers as data: the level of need, a box of the DSU, a yes.

It is the kind for what no other kind asks: a call that nobody has seen needs no Python for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.criteria import rule as words
from eligibility.facts import Facts, Reply
from eligibility.item import unique_codes
from eligibility.outcome import Finding
from eligibility.text import Text, join

OR = Text(" o ", " or ")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One possible answer: its code in the facts, and its words."""

    code: str
    label: Text


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["question"]
    of: str  # code of the question in the facts
    datum: Text  # what is asked, as part of a sentence: "se l’assistente è un familiare"
    answers: tuple[Choice, ...]
    accepted: tuple[str, ...]  # codes of the answers that are enough

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.answers) < 2:
            raise Misfit(("answers",), f"{len(self.answers)} answers", "at least two possible answers")
        unique_codes(self.answers, "answers")
        codes = [one.code for one in self.answers]
        if not self.accepted:
            raise Misfit(("accepted",), "an empty list", ", ".join(codes))
        for i, code in enumerate(self.accepted):
            if code not in codes:
                raise Misfit(("accepted", i), f'"{code}"', ", ".join(codes))

    def given(self, facts: Facts) -> Choice | None:
        """The answer in the facts; None while there is none that the call knows."""
        said = next((one.answer for one in facts.replies if one.question == self.of), None)
        return next((one for one in self.answers if one.code == said), None)


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    required = join([one.label for one in rule.answers if one.code in rule.accepted], OR)
    given = rule.given(facts)
    if given is None:
        reason = Text("Non sappiamo ancora {datum}.", "We do not know yet {datum}.").fill(datum=rule.datum)
        return rule.unknown(f"replies.{rule.of}", rule.datum, required=required, reason=reason)
    if given.code in rule.accepted:
        return rule.found("met", required=required, found=given.label, reason=given.label.capital() + Text(".", "."))
    reason = Text("Risulta: {found}. Serve: {required}.", "Found: {found}. Needed: {required}.")
    return rule.found(
        "not_met", required=required, found=given.label, reason=reason.fill(found=given.label, required=required)
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    """Each other answer."""
    given, others = rule.given(facts), tuple(one for one in facts.replies if one.question != rule.of)
    return [
        (one.label.capital(), replace(facts, replies=(*others, Reply(rule.of, one.code))))
        for one in rule.answers
        if one != given
    ]
