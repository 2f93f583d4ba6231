"""A stored determination, computed again from its facts and rule set: byte-identical, or the difference is shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from eligibility.assess import assess
from eligibility.canonical import dotted
from eligibility.facts import Facts
from eligibility.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of the findings that is not the same; "" = nothing there."""

    place: str
    stored: str
    computed: str


@dataclass(frozen=True, slots=True)
class Replay:
    same: bool
    differences: tuple[Difference, ...]


def replay(facts_json: str | dict, ruleset: RuleSet, on: date, findings_json: str) -> Replay:
    """Raises canonical.Misfit when the stored facts cannot be read any more."""
    computed = assess(Facts.from_json(facts_json), ruleset, on).to_json()
    if computed == findings_json:
        return Replay(True, ())
    found: list[Difference] = []
    compare(json.loads(findings_json), json.loads(computed), (), found)
    return Replay(False, tuple(found))


def compare(stored: Any, computed: Any, path: tuple, found: list[Difference]) -> None:
    """Append each leaf that is not the same."""
    if stored == computed:
        return
    if isinstance(stored, dict) and isinstance(computed, dict):
        for key in sorted(stored.keys() | computed.keys()):
            compare(stored.get(key), computed.get(key), (*path, key), found)
    elif isinstance(stored, list) and isinstance(computed, list) and len(stored) == len(computed):
        for i, (one, other) in enumerate(zip(stored, computed, strict=True)):
            compare(one, other, (*path, i), found)
    else:
        found.append(Difference(dotted(path), _short(stored), _short(computed)))


def _short(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
