"""A call's rules as data: the schema of a rule set, `load`, and the sentence that says what is wrong with a file.

The file is TOML. `load` reads every key against the dataclasses below and in `criteria/` and `amounts.py`; a key nobody
knows, a value of the wrong kind or a contradiction raises RuleSetError with file, line, key, found and allowed.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from eligibility import canonical, local, steps
from eligibility.budget import Budget
from eligibility.calendar import Calendar
from eligibility.call import Benefit, NotOffered, OpenParameter, Payment, RegionalCeiling, Window, check_windows
from eligibility.canonical import Misfit, one_of
from eligibility.criteria import Criterion
from eligibility.criteria.line import Group
from eligibility.criteria.line import Rule as LineRule
from eligibility.item import in_order, money, unique_codes
from eligibility.outcome import InterventionFinding, Per, Unit
from eligibility.ranking import Ranking
from eligibility.reading import line_of, resolve_sources
from eligibility.steps import AmountStep, Rounding
from eligibility.text import Source, Text

__all__ = ["RuleSet", "RuleSetError", "line_of", "load", "shipped", "shipped_names"]

NOT_REQUESTED = Text("Non è stato chiesto.", "It was not requested.")
SHIPPED = Path(__file__).parent / "rulesets"


class RuleSetError(ValueError):
    """A rule set that cannot be used. `line` is None where the file gives no place to point at."""

    def __init__(self, file: str, line: int | None, key: str, found: str, allowed: str):
        self.file, self.line, self.key, self.found, self.allowed = file, line, key, found, allowed
        where = f"{file}, line {line}" if line else file
        super().__init__(f"{where}: {key}: found {found}; allowed: {allowed}.")


@dataclass(frozen=True, kw_only=True)
class Intervention:
    """One support. Counted in accesses or hours it is a service: its steps count them, and it pays no euro."""

    code: str
    label: Text
    sentence: Text
    sources: tuple[Source, ...]
    conditions: tuple[Criterion, ...]
    steps: tuple[AmountStep, ...]
    per: Per = "month"  # what the amount is for: a month, a year, or a whole project or stay
    channel: Literal["indirect", "direct"] = "indirect"  # money, or services
    lines: tuple[str, ...] = ()  # target groups it is for; () = all
    unit: Unit = "euro"  # what the steps count; not euros = services, which no money is paid for

    def __post_init__(self) -> None:
        steps.check(self.steps)
        if self.unit != "euro":
            if self.channel != "direct":
                raise Misfit(("channel",), f'"{self.channel}"', f'"direct": {self.unit} are services, not money')
            steps.check_services(self.steps, self.unit)

    @property
    def highest(self) -> Decimal | None:
        """The most it can ever give, for its own period and in its own unit; None = no limit is written."""
        return steps.highest(self.steps)

    @functools.cached_property
    def not_requested(self) -> InterventionFinding:
        """The same for everybody who did not ask for it."""
        return InterventionFinding(
            self.code, self.label, self.sentence, "not_due", NOT_REQUESTED, self.sources, per=self.per, unit=self.unit
        )


@dataclass(frozen=True, kw_only=True)
class Cumulability:
    """Which interventions may be had together; all the others are alternatives."""

    label: Text
    sentence: Text
    sources: tuple[Source, ...]
    together: tuple[tuple[str, ...], ...]
    confirmed: bool  # False = the sources do not say it: the office must confirm or change it
    choice: Literal["highest", "requested", "ask"] = "highest"  # among alternatives: highest sum, first asked for, ask
    max_together: Decimal | None = None  # euros per month for all the supports of one person together

    def __post_init__(self) -> None:
        money(self.max_together, "max_together")

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
    measure: Text | None = None  # the name of the measure in this call: it changes from year to year
    based_on: str = ""  # the regional set whose ceilings hold here too; "" = none
    ceilings: tuple[RegionalCeiling, ...] = ()
    windows: tuple[Window, ...] = ()
    benefit: Benefit | None = None
    payment: Payment | None = None
    calendar: Calendar | None = None
    ranking: Ranking | None = None
    budget: Budget | None = None
    not_offered: tuple[NotOffered, ...] = ()
    open: tuple[OpenParameter, ...] = ()

    def __post_init__(self) -> None:
        for name in ("criteria", "interventions"):
            if not getattr(self, name):
                raise Misfit((name,), "none", "at least one")
        for name in ("criteria", "interventions", "ceilings", "windows", "not_offered"):
            unique_codes(getattr(self, name), name)
        in_order(self.valid_from, self.valid_to, "valid_to")
        check_windows(self.windows)
        known = {item.code for item in self.interventions}
        for i, group in enumerate(self.cumulability.together):
            _all_known(group, known, ("cumulability", "together", i))
        for name in ("windows", "ceilings"):
            for i, item in enumerate(getattr(self, name)):
                _all_known(item.interventions, known, (name, i, "interventions"))
        for i, item in enumerate(self.budget.lines if self.budget else ()):
            _all_known(item.interventions, known, ("budget", "lines", i, "interventions"))
        for i, item in enumerate(self.ranking.lists if self.ranking else ()):
            _all_known(item.interventions, known, ("ranking", "lists", i, "interventions"))
        for i, item in enumerate(self.not_offered):
            _all_known(item.instead, known, ("not_offered", i, "instead"))
        self._check_lines()
        for i, parameter in enumerate(self.open):
            if parameter.key.split(".")[0] not in {field.name for field in fields(self)}:
                allowed = one_of((field.name for field in fields(self)), parameter.key)
                raise Misfit(("open", i, "key"), f'"{parameter.key}"', allowed)
        own = local.misfit(self, self)
        if own is not None:
            raise own

    def _check_lines(self) -> None:
        """Every target group named anywhere is one that a criterion of kind "line" declares."""
        known = {group.code for group in self.groups}
        named = [(("criteria", i), rule) for i, rule in enumerate(self.criteria)]
        for i, item in enumerate(self.interventions):
            named += [(("interventions", i), item)]
            named += [(("interventions", i, "conditions", j), rule) for j, rule in enumerate(item.conditions)]
        named += [(("windows", i), window) for i, window in enumerate(self.windows)]
        if self.ranking is not None:
            named += [(("ranking", "lists", i), one) for i, one in enumerate(self.ranking.lists)]
        if self.budget is not None:
            named += [(("budget", "lines", i), line) for i, line in enumerate(self.budget.lines)]
        for path, item in named:
            codes = item.groups if path[0] == "budget" else item.lines
            _all_known(codes, known, (*path, "groups" if path[0] == "budget" else "lines"))

    @functools.cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical bytes: comments and layout of the file do not count, every rule and word does."""
        return canonical.sha256(self)

    @functools.cached_property
    def line_rule(self) -> LineRule | None:
        return next((rule for rule in self.criteria if rule.kind == "line"), None)

    @functools.cached_property
    def has_gates(self) -> bool:
        return any(rule.gate for item in self.interventions for rule in item.conditions)

    @functools.cached_property
    def refusals(self) -> dict[tuple[str, ...], tuple[InterventionFinding, ...]]:
        """All the supports, not due, for each set of requirements not met that `assess` has seen."""
        return {}

    @property
    def groups(self) -> tuple[Group, ...]:
        """The target groups (lines) of the call; () when it has none."""
        return self.line_rule.groups if self.line_rule else ()

    def intervention(self, code: str) -> Intervention | None:
        return next((item for item in self.interventions if item.code == code), None)

    def open_windows(
        self, at: datetime, line: str | None = None, intervention: str | None = None
    ) -> tuple[Window, ...]:
        """The windows in which an application may be filed at that instant (clock of Rome, no offset)."""
        return tuple(w for w in self.windows if w.open_at(at) and w.takes(line, intervention))

    def without_source(self) -> tuple[str, ...]:
        """The places of the items that say no source: a set with any of these is not ready to be published.

        How the last cent is rounded, and what is left open because no source says it, need none.
        """
        exempt = ("rounding", "open")
        return tuple(canonical.dotted(path) for path in _unsourced(self, ()) if path[0] not in exempt)


def _all_known(codes: tuple[str, ...], known: set[str], path: tuple) -> None:
    for code in codes:
        if code not in known:
            raise Misfit(path, f'"{code}"', one_of(sorted(known), code) or "nothing: none is declared")


def _unsourced(value: Any, path: tuple) -> Iterator[tuple]:
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _unsourced(item, (*path, i))
    elif is_dataclass(value):
        names = [field.name for field in fields(value)]
        kept = next((name for name in ("sources", "source") if name in names), None)
        if kept and not getattr(value, kept):
            yield path
        for name in names:
            yield from _unsourced(getattr(value, name), (*path, name))


def shipped(name: str) -> RuleSet:
    """A rule set that comes with the program, for instance shipped("regione-2022")."""
    return load(SHIPPED / f"{name}.toml")


def shipped_names() -> tuple[str, ...]:
    return tuple(sorted(p.stem for p in SHIPPED.glob("*.toml") if not p.name.endswith(".cases.toml")))


def _shipped_base(name: str) -> RuleSet | None:
    return shipped(name) if name in shipped_names() else None


def load(source: Path | str, file: str = "rule set", base: Callable[[str], RuleSet | None] = _shipped_base) -> RuleSet:
    """Read a rule set from a path, or from the text of the TOML itself (`file` is then the name used in errors).

    `base(name)` gives the set a local one is based on (the shipped ones by default), None when there is none.
    """
    if isinstance(source, Path):
        source, file = source.read_text(encoding="utf-8"), source.name
    try:
        data = tomllib.loads(source, parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        line = re.search(r"line (\d+)", str(problem))
        reason = re.sub(r" \(at .*\)$", "", str(problem))
        raise RuleSetError(file, int(line[1]) if line else None, "TOML", reason, "a well-written TOML file") from None
    try:
        ruleset = canonical.read(RuleSet, resolve_sources(data))
        if ruleset.based_on:
            regional = base(ruleset.based_on)
            if regional is None:
                raise Misfit(("based_on",), f'"{ruleset.based_on}"', f"a set that exists: {', '.join(shipped_names())}")
            problem = local.misfit(ruleset, regional)
            if problem is not None:
                raise problem
    except Misfit as problem:
        line = line_of(source, problem.path)
        raise RuleSetError(file, line, canonical.dotted(problem.path), problem.found, problem.allowed) from None
    return ruleset
