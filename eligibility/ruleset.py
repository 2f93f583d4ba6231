"""A call's rules as data: the schema of a rule set, `load`, and the sentence that says what is wrong with a file.

The file is TOML. `load` reads every key against the dataclasses below and in `criteria/` and `amounts.py`; a key nobody
knows, a value of the wrong kind or a contradiction raises RuleSetError with file, line, key, found and allowed.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from eligibility import canonical
from eligibility.amounts import AmountStep, Rounding
from eligibility.canonical import Misfit
from eligibility.criteria import Criterion
from eligibility.text import Source, Text

SHIPPED = Path(__file__).parent / "rulesets"


class RuleSetError(ValueError):
    """A rule set that cannot be used. `line` is None where the file gives no place to point at."""

    def __init__(self, file: str, line: int | None, key: str, found: str, allowed: str):
        self.file, self.line, self.key, self.found, self.allowed = file, line, key, found, allowed
        where = f"{file}, line {line}" if line else file
        super().__init__(f"{where}: {key}: found {found}; allowed: {allowed}.")


@dataclass(frozen=True, kw_only=True)
class Intervention:
    code: str
    label: Text
    sentence: Text
    sources: tuple[Source, ...]
    conditions: tuple[Criterion, ...]
    steps: tuple[AmountStep, ...]

    def __post_init__(self) -> None:
        if not self.steps or self.steps[0].kind not in ("fixed", "documented_cost"):
            found = self.steps[0].kind if self.steps else "no step"
            raise Misfit(("steps",), found, "a first step of kind fixed or documented_cost, which sets the sum")
        kinds = [step.kind for step in self.steps]
        for i, step in enumerate(self.steps):
            if step.kind in kinds[:i]:
                raise Misfit(("steps", i, "kind"), f"a second {step.kind}", "each kind of step once")
            if i and step.kind == "fixed":
                raise Misfit(("steps", i, "kind"), "fixed after another step", "fixed as the first step")
        ceiling = next((s.value for s in self.steps if s.kind == "ceiling"), None)
        if ceiling is not None and self.steps[0].kind == "fixed" and self.steps[0].value > ceiling:
            raise Misfit(("steps", 0, "value"), str(self.steps[0].value), f"at most the ceiling, which is {ceiling}")


@dataclass(frozen=True, kw_only=True)
class Cumulability:
    """Which interventions may be had together; all the others are alternatives, and the highest sum is given."""

    label: Text
    sentence: Text
    sources: tuple[Source, ...]
    together: tuple[tuple[str, ...], ...]
    confirmed: bool  # False = the sources do not say it: the office must confirm or change it

    def allows(self, codes: tuple[str, ...]) -> bool:
        return len(codes) <= 1 or any(set(codes) <= set(group) for group in self.together)


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    name: str
    title: Text
    criteria: tuple[Criterion, ...]
    interventions: tuple[Intervention, ...]
    rounding: Rounding
    cumulability: Cumulability
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        for name in ("criteria", "interventions"):
            items = getattr(self, name)
            if not items:
                raise Misfit((name,), "none", "at least one")
            codes = [item.code for item in items]
            for i, code in enumerate(codes):
                if code in codes[:i]:
                    raise Misfit((name, i, "code"), f'"{code}" again', "a code used once")
        known = [item.code for item in self.interventions]
        for i, group in enumerate(self.cumulability.together):
            for code in group:
                if code not in known:
                    raise Misfit(("cumulability", "together", i), f'"{code}"', ", ".join(known))
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise Misfit(("valid_to",), self.valid_to.isoformat(), f"{self.valid_from} or later")

    @functools.cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical bytes: comments and layout of the file do not count, every rule and word does."""
        return canonical.sha256(self)

    def intervention(self, code: str) -> Intervention | None:
        return next((item for item in self.interventions if item.code == code), None)


def shipped(name: str) -> RuleSet:
    """A rule set that comes with the program, for instance shipped("regione-2022")."""
    return load(SHIPPED / f"{name}.toml")


def load(source: Path | str, file: str = "rule set") -> RuleSet:
    """Read a rule set from a path, or from the text of the TOML itself (`file` is then the name used in errors)."""
    if isinstance(source, Path):
        source, file = source.read_text(encoding="utf-8"), source.name
    try:
        data = tomllib.loads(source, parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        line = re.search(r"line (\d+)", str(problem))
        reason = re.sub(r" \(at .*\)$", "", str(problem))
        raise RuleSetError(file, int(line[1]) if line else None, "TOML", reason, "a well-written TOML file") from None
    try:
        return canonical.read(RuleSet, _resolve(data))
    except Misfit as problem:
        line = line_of(source, problem.path)
        raise RuleSetError(file, line, canonical.dotted(problem.path), problem.found, problem.allowed) from None


def _resolve(data: dict[str, Any]) -> dict[str, Any]:
    """Put each source in the place of its short name, so that every item carries its own act, article and link."""
    named = data.pop("sources", {})
    if not isinstance(named, dict):
        raise Misfit(("sources",), "a value", "tables such as [sources.my_call]")
    for key, value in named.items():
        canonical.read(Source, value, ("sources", key))

    def lookup(key: Any, path: tuple) -> Any:
        if not isinstance(key, str) or key not in named:
            raise Misfit(path, f'"{key}"', ", ".join(named) or "a source declared as [sources.name]")
        return named[key]

    def walk(value: Any, path: tuple) -> Any:
        if isinstance(value, list):
            return [walk(item, (*path, i)) for i, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        out = {}
        for key, item in value.items():
            here = (*path, key)
            if key == "sources" and isinstance(item, list):
                out[key] = [lookup(short, here) for short in item]
            elif key == "source":
                out[key] = lookup(item, here)
            else:
                out[key] = walk(item, here)
        return out

    return walk(data, ())


def line_of(text: str, path: tuple[str | int, ...]) -> int | None:
    """The line of the file nearest to a key: its own, or else that of the table it belongs to."""
    best: tuple[int, int] | None = None  # (length of the path matched, line)
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str | int, ...], int] = {}
    for line, content in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*(\[\[?)([^\[\]]+)\]", content):
            table = _place(header[2], counts, starts_item=header[1] == "[[")
            at = table
        elif key := re.match(r"\s*([\w.\-]+)\s*=", content):
            at = (*table, *key[1].split("."))
        else:
            continue
        if at == path[: len(at)] and (best is None or len(at) > best[0]):
            best = (len(at), line)
    return best[1] if best else None


def _place(name: str, counts: dict[tuple[str | int, ...], int], *, starts_item: bool) -> tuple[str | int, ...]:
    """The path of a [table] or [[list item]] header, with the position of each list it lies in."""
    parts = [part.strip() for part in name.split(".")]
    out: tuple[str | int, ...] = ()
    for i, part in enumerate(parts):
        out = (*out, part)
        if starts_item and i == len(parts) - 1:
            counts[out] = counts.get(out, -1) + 1
        if out in counts:
            out = (*out, counts[out])
    return out
