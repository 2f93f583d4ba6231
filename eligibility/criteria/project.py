"""A project of the kind the intervention pays for is in the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from eligibility.criteria import rule as words
from eligibility.facts import Facts
from eligibility.outcome import Finding
from eligibility.text import Text

ProjectKind = Literal["minor_project", "independent_living_project", "direct_services", "respite"]

LABELS: dict[str, Text] = {
    "minor_project": Text("progetto educativo o di socializzazione", "educational or social project"),
    "independent_living_project": Text("progetto di vita indipendente", "independent-living project"),
    "direct_services": Text("programma di servizi diretti", "arranged programme of direct services"),
    "respite": Text("periodo di sollievo", "arranged respite stay"),
}


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["project"]
    of: ProjectKind


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    label = LABELS[rule.of]
    project = getattr(facts, rule.of)
    required = Text("un {label}", "an {label}").fill(label=label)
    if project is None:
        return rule.unknown(
            rule.of,
            Text("il {label}", "the {label}").fill(label=label),
            required=required,
            reason=Text("Manca il {label}.", "The {label} is missing.").fill(label=label),
        )
    found = Text(f"«{project.title}»", f"“{project.title}”") if project.title else required
    return rule.found(
        "met", required=required, found=found, reason=Text("C’è un {label}.", "There is an {label}.").fill(label=label)
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    """None: a project cannot be invented to see what it would pay."""
    return []
