"""What every kind of criterion has in common: its words, its sources, and how a finding is made from it."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.facts import Facts
from eligibility.outcome import Finding, Missing, Stage, Verdict
from eligibility.text import Source, Text

# One datum changed: how it is said, and the facts with that change.
Variation = tuple[Text, Facts]

NOT_KNOWN = Text("non lo sappiamo ancora", "not known yet")


@dataclass(frozen=True, kw_only=True)
class Rule:
    code: str
    label: Text
    sentence: Text
    sources: tuple[Source, ...]
    stage: Stage = "application"  # "award": must hold before the award, and does not decide the right to the measure

    def found(self, verdict: Verdict, *, required: Text, found: Text, reason: Text) -> Finding:
        return Finding(
            self.code, self.label, self.sentence, required, found, verdict, reason, self.sources, (), self.stage
        )

    def unknown(self, field: str, datum: Text, *, required: Text, reason: Text, found: Text = NOT_KNOWN) -> Finding:
        """Not yet known, naming the datum that is missing."""
        missing = (Missing(field, datum),)
        return Finding(
            self.code, self.label, self.sentence, required, found, "unknown", reason, self.sources, missing, self.stage
        )
