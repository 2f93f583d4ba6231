"""Worked cases beside a rule set: TOML that a lawyer can read, and that the tests run."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from eligibility import canonical
from eligibility.facts import Facts
from eligibility.outcome import Answer, Outcome, Quantity


@dataclass(frozen=True, kw_only=True)
class Case:
    name: str
    source: str
    on: date
    facts: Facts
    verdict: Answer
    monthly_total: Decimal | None = None
    due: tuple[str, ...] = ()  # codes of the interventions that must be due
    missing: tuple[str, ...] = ()  # fields that must be named as missing
    yearly_total: Decimal = Decimal("0.00")
    project_total: Decimal = Decimal("0.00")
    line: str | None = None  # target group
    quantities: tuple[Quantity, ...] = ()  # the services due, each with its number
    reserve: tuple[str, ...] = ()  # fields on which the admission is with reserve

    def differences(self, outcome: Outcome) -> dict[str, tuple[Any, Any]]:
        """What the outcome says otherwise than the case: {name: (expected, found)}; empty = the case holds."""
        found = {
            "verdict": outcome.verdict,
            "monthly_total": outcome.monthly_total,
            "due": tuple(item.code for item in outcome.due),
            "missing": tuple(one.field for one in outcome.missing),
            "yearly_total": outcome.yearly_total,
            "project_total": outcome.project_total,
            "quantities": outcome.quantities,
            "line": outcome.line,
            "reserve": tuple(one.field for one in outcome.reserve),
        }
        return {name: (getattr(self, name), value) for name, value in found.items() if getattr(self, name) != value}


def load(path: Path) -> tuple[Case, ...]:
    """Raises canonical.Misfit, naming the case and key, when the file does not fit."""
    data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return canonical.read(tuple[Case, ...], data.get("cases", ()), ("cases",))
