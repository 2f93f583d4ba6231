"""The Individual Plan, approved. Normally of the stage "award": the right is there before it, the money is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from eligibility.criteria import rule as words
from eligibility.facts import Facts
from eligibility.outcome import Finding
from eligibility.text import Text

REQUIRED = Text("approvato", "approved")


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["plan"]


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    if facts.plan_approved is None:
        return rule.unknown(
            "plan_approved",
            Text("il Piano individuale", "the Individual Plan"),
            required=REQUIRED,
            reason=Text("Il Piano individuale non c’è ancora.", "There is no Individual Plan yet."),
        )
    if facts.plan_approved:
        return rule.found(
            "met",
            required=REQUIRED,
            found=Text("approvato", "approved"),
            reason=Text("Il Piano individuale è approvato.", "The Individual Plan is approved."),
        )
    return rule.found(
        "not_met",
        required=REQUIRED,
        found=Text("da approvare", "to approve"),
        reason=Text("Il Piano individuale non è ancora approvato.", "The Individual Plan is not approved yet."),
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    """The plan approved, which counts where a call asks for it at the application already."""
    if facts.plan_approved:
        return []
    return [(Text("Piano individuale approvato", "Individual Plan approved"), replace(facts, plan_approved=True))]
