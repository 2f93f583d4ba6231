"""Worked cases beside a rule set: TOML that a lawyer can read, and that the tests run."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from eligibility import canonical
from eligibility.facts import Facts
from eligibility.outcome import Answer


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


def load(path: Path) -> tuple[Case, ...]:
    """Raises canonical.Misfit, naming the case and key, when the file does not fit."""
    data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return canonical.read(tuple[Case, ...], data.get("cases", ()), ("cases",))
