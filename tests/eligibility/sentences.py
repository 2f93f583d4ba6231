"""What every kind of rule says in every situation, in both languages, with what would change it: `sentences.txt`.

The file is there to be read by a person: a changed word, edge or datum shows as a changed line. After reading the
change, write the file again with `.venv/bin/python -m tests.eligibility.sentences`.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from eligibility import amounts
from eligibility.amounts import Known
from eligibility.canonical import plain
from eligibility.criteria import KINDS
from eligibility.facts import Facts
from eligibility.outcome import Finding
from eligibility.text import Text
from tests.eligibility.pipelines import pipelines
from tests.eligibility.situations import ON, situations

FILE = Path(__file__).with_name("sentences.txt")
WORDS = {"code", "label", "sentence", "sources", "kind", "source"}


HEAD = f"# Judged on {ON:%d/%m/%Y}. Each block: the facts; the answer; its words; what would change it."
AMOUNT = "amount"


def approved(part: str) -> list[str]:
    """The lines of the file on one kind of rule, or on the amounts."""
    blocks = FILE.read_text(encoding="utf-8").split("\n\n")[1:]
    mine = [block.splitlines() for block in blocks if block.split(maxsplit=2)[1].strip(":") == part]
    return [line for block in mine for line in ("", *block)]


def lines(part: str) -> Iterator[str]:
    yield from _amounts() if part == AMOUNT else _rules(part)


def _rules(kind: str) -> Iterator[str]:
    for rule, people in situations():
        if rule.kind != kind:
            continue
        yield ""
        yield f"== {rule.kind} {_short(rule)}"
        required = None
        for facts in people:
            yield f"-- {_short(facts)}"
            finding = KINDS[rule.kind].evaluate(rule, facts, ON)
            if finding.required != required:
                required = finding.required
                yield f"   required: {_said(required)}"
            yield from _finding(finding)
            for label, changed in KINDS[rule.kind].variations(rule, facts, ON):
                yield f"   change: {_said(label)} → {_changed(facts, changed)}"


def _amounts() -> Iterator[str]:
    for name, steps, rounding, people in pipelines():
        yield ""
        yield f"== amount: {name}"
        for facts, known in people:
            yield f"-- {_short(facts)}{_known(known)}"
            amount = amounts.compute(steps, rounding, facts, known)
            for step in amount.steps:
                yield f"   {step.code}: {_said(step.datum)} → {_said(step.result)} = {step.amount}"
            for missing in amount.missing:
                yield f"   missing {missing.field}: {_said(missing.label)}"
            for label, changed in amounts.variations(
                steps, facts, *((known.per, known.unit) if known else ())
            ):
                yield f"   change: {_said(label)} → {_changed(facts, changed)}"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"   {finding.verdict}: {_said(finding.reason)}"
    yield f"   found: {_said(finding.found)}"
    for missing in finding.missing:
        yield f"   missing {missing.field}: {_said(missing.label)}"
    for reserve in finding.reserve:
        yield f"   reserve {reserve.field} until {reserve.until}: {_said(reserve.reason)}"
    for warning in finding.warnings:
        yield f"   warning: {_said(warning)}"


def _said(text: Text) -> str:
    return f"{text.it} | {text.en}"


def _short(value: object) -> str:
    """The figures of a rule, or the facts that are there, as JSON without the words."""
    return json.dumps({k: _bare(v) for k, v in plain(value).items() if k not in WORDS}, ensure_ascii=False)


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in value.items() if k not in {"label", "sentence", "sources"}}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def _changed(before: Facts, after: Facts) -> str:
    return json.dumps(_difference(plain(before), plain(after)), ensure_ascii=False)


def _difference(old: dict, new: dict) -> dict:
    out = {}
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        if isinstance(before, dict) and isinstance(after, dict) and before != after:
            out[name] = _difference(before, after)
        elif before and isinstance(after, list) and after[: len(before)] == before != after:
            out[name] = ["…", *after[len(before) :]]
        elif before != after:
            out[name] = after
    return out


def _known(known: Known | None) -> str:
    return "" if known is None else f" {known.per}, {known.unit}, ISEE {known.isee}, {known.on}"


if __name__ == "__main__":
    everything = [HEAD, *(line for part in (*KINDS, AMOUNT) for line in lines(part))]
    FILE.write_text("\n".join(everything) + "\n", encoding="utf-8")
