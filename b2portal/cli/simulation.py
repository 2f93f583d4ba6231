"""A simulation on the command line: run over one day or several, said in words or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from b2portal.cli.explain import NOT_KNOWN, PER
from eligibility import canonical
from eligibility.assess import assess
from eligibility.facts import Facts
from eligibility.fast import Quick
from eligibility.ruleset import RuleSet
from eligibility.simulate import Change, Sums, Tally, simulate, why
from eligibility.text import Text, day, euro

KINDS = {
    "enters": Text("entrano", "enter"),
    "leaves": Text("escono", "leave"),
    "gains": Text("guadagnano", "gain"),
    "loses": Text("perdono", "lose"),
    "swaps": Text("cambiano sostegno, stessa somma", "change support, same sum"),
    "becomes_known": Text("si può dire, prima no", "can be told, before they could not"),
    "becomes_unknown": Text("non si può più dire", "cannot be told any more"),
    "unchanged": Text("restano uguali", "stay the same"),
}
AGAINST = Text("{old} → {new}: {n} casi, {days}", "{old} → {new}: {n} cases, {days}")
DAYS = Text("dal {first} al {last}", "from {first} to {last}")
ONE_DAY = Text("al {first}", "on {first}")
TABLES = {
    "by_line": Text("Per linea", "By line"),
    "by_municipality": Text("Per Comune", "By Comune"),
    "by_isee": Text("Per ISEE", "By ISEE"),
}
ALL = Text("Totale", "Total")
PER_MONTH = Text("Somme al mese: prima, dopo, differenza", "Sums a month: before, after, difference")
PER_YEAR = Text("in dodici mesi", "in twelve months")
NONE_SAID = Text("non indicato", "not said")
UP_TO = Text("fino a {limit}", "up to {limit}")
OVER = Text("oltre", "over")
MOST = Text("I più toccati", "The most affected")
REASONS = Text("Requisiti che decidono", "Requirements that decide")
OTHERS = Text("e altri {n}", "and {n} others")
NAMED = 10  # cases named for each kind of change; --json names them all


@dataclass(slots=True)
class Run:
    """A simulation over one day or several. Without `every_change` only the first of each kind are kept: the memory
    does not grow with the cases."""

    old: RuleSet
    new: RuleSet
    every_change: bool = False
    tally: Tally = field(default_factory=Tally)
    days: set[date] = field(default_factory=set)
    changes: dict[str, list[tuple[date, Change]]] = field(default_factory=dict)  # by kind
    judged: dict[str, date] = field(
        default_factory=dict
    )  # the day of those that may be among the most affected

    def take(self, cases: Iterable[tuple[str, Facts]], on: date) -> None:
        """Judge these cases on this day. Raises eligibility.simulate.SimulationStopped, which names the case."""

        def keep(change: Change, _facts: Facts) -> None:
            kept = self.changes.setdefault(change.kind, [])
            if self.every_change or len(kept) < NAMED:
                kept.append((on, change))

        part = simulate(cases, self.old, self.new, on, on_change=keep)
        self.judged.update((row[1], on) for row in part.affected)
        self.tally.merge(part)
        self.days.add(on)

    def most_affected(self) -> list[tuple[Change, tuple[Text, ...]]]:
        """The ten cases with the largest difference, each with its reasons, on the day it was judged on."""
        rows = sorted(self.tally.affected, key=lambda row: (-row[0], row[1]))
        return [(change, self._why(facts, self.judged[case])) for _, case, change, facts in rows]

    def _why(self, facts: Facts, on: date) -> tuple[Text, ...]:
        return why(assess(facts, self.old, on), assess(facts, self.new, on))


def as_json(run: Run) -> dict[str, Any]:
    """The shape written in docs/commands.md."""
    tally = run.tally
    return {
        "format": 1,
        "old": {"name": run.old.name, "hash": run.old.hash},
        "new": {"name": run.new.name, "hash": run.new.hash},
        "days": [on.isoformat() for on in sorted(run.days)],
        "total": _sums(tally.total),
        **{name: {key: _sums(row) for key, row in getattr(tally, name).items()} for name in TABLES},
        "reasons": tally.reasons,
        "changes": [
            {"on": on.isoformat(), **_change(change)}
            for kind in KINDS
            for on, change in run.changes.get(kind, ())
        ],
        "most_affected": [
            {"case": change.case, "difference": f"{change.difference:f}", "why": canonical.plain(reasons)}
            for change, reasons in run.most_affected()
        ],
    }


def _sums(row: Sums) -> dict[str, Any]:
    names = ("old_monthly", "new_monthly", "old_yearly", "new_yearly")
    return {"cases": row.cases, "kinds": row.kinds, **{name: f"{getattr(row, name):f}" for name in names}}


def _change(change: Change) -> dict[str, Any]:
    return {
        "case": change.case,
        "kind": change.kind,
        "difference": f"{change.difference:f}",
        "old": _quick(change.old),
        "new": _quick(change.new),
    }


def _quick(answer: Quick) -> dict[str, Any]:
    return {name: canonical.plain(value) for name, value in answer._asdict().items()}


def in_words(run: Run, lang: str) -> str:
    return "\n".join(_lines(run, lang))


def _lines(run: Run, lang: str) -> Iterator[str]:
    tally, total = run.tally, run.tally.total
    first, last = day(min(run.days)), day(max(run.days))
    days = (ONE_DAY if len(run.days) == 1 else DAYS).fill(first=first, last=last)
    names = {name: f"{rules.name} ({rules.hash[:8]})" for name, rules in (("old", run.old), ("new", run.new))}
    yield AGAINST.fill(n=str(total.cases), days=days, **names).said(lang)
    yield ""
    for kind, label in KINDS.items():
        if kind in total.kinds:
            yield f"  {label.said(lang)}: {total.kinds[kind]}"
            named = [change.case for _, change in run.changes.get(kind, ())]
            yield from (f"      {name}" for name in named)
            if named and total.kinds[kind] > len(named):
                yield f"      {OTHERS.fill(n=str(total.kinds[kind] - len(named))).said(lang)}"
    yield from ("", PER_MONTH.said(lang))
    yield _row(ALL.said(lang), total.old_monthly, total.new_monthly, lang)
    yield _row(PER_YEAR.said(lang), total.old_yearly, total.new_yearly, lang)
    for name, label in TABLES.items():
        rows = getattr(tally, name)
        if set(rows) - {""}:
            yield from ("", label.said(lang))
            for key in sorted(rows, key=_in_order):
                yield _row(_key(name, key, run, lang), rows[key].old_monthly, rows[key].new_monthly, lang)
    if tally.reasons:
        yield from ("", REASONS.said(lang))
        for code, count in sorted(tally.reasons.items(), key=lambda item: (-item[1], item[0])):
            yield f"  {_criterion(code, run, lang)}: {count}"
    most = run.most_affected()
    if most:
        yield from ("", MOST.said(lang))
        for change, reasons in most:
            plus = "+" if change.difference > 0 else ""
            difference = f"{plus}{euro(change.difference).said(lang)} {PER['year'].said(lang)}"
            yield f"  {change.case}: {difference}"
            yield f"      {_monthly(change.old, lang)} → {_monthly(change.new, lang)}"
            yield from (f"      {reason.said(lang)}" for reason in reasons)


def _row(label: str, old: Decimal, new: Decimal, lang: str) -> str:
    sums = "".join(f"{euro(amount).said(lang):>18}" for amount in (old, new, new - old))
    return f"  {label:<34}{sums}"


def _in_order(key: str) -> tuple:
    """Classes of ISEE by their figure, names by the alphabet, what is not said last."""
    return (key == "", key == "over", int(key) if key.isdecimal() else 0, key)


def _key(table: str, key: str, run: Run, lang: str) -> str:
    if not key:
        return NONE_SAID.said(lang)
    if table == "by_isee":
        return OVER.said(lang) if key == "over" else UP_TO.fill(limit=euro(Decimal(key))).said(lang)
    if table == "by_line":
        groups = (*run.new.groups, *run.old.groups)
        return next((group.label.said(lang) for group in groups if group.code == key), key)
    return key


def _criterion(code: str, run: Run, lang: str) -> str:
    for rules in (run.new, run.old):
        conditions = [rule for item in rules.interventions for rule in item.conditions]
        for rule in (*rules.criteria, *conditions):
            if rule.code == code:
                return rule.label.said(lang)
    return code


def _monthly(answer: Quick, lang: str) -> str:
    if answer.monthly_total is None:
        return NOT_KNOWN.said(lang)
    return f"{euro(answer.monthly_total).said(lang)} {PER['month'].said(lang)}"
