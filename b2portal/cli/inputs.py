"""What is named on the command line: rule sets, files of cases, days. Anything wrong is one sentence and exit 2."""

import json
import re
import sys
import tomllib
from argparse import ArgumentTypeError
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from eligibility import canonical
from eligibility.cases import Case
from eligibility.facts import Facts
from eligibility.reading import line_of
from eligibility.ruleset import SHIPPED, RuleSet, RuleSetError, load, shipped, shipped_names

DIFFERENT = 1  # the command did its work and what it looked for is there: refused files, differences
BAD_INPUT = 2  # the command could not do its work
LANGUAGES = ("it", "en")


class BadInput(CommandError):
    """What was given cannot be used; the sentence says what and why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, returncode=BAD_INPUT)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A case to be judged: a worked case without what is expected of it."""

    facts: Facts
    name: str = ""
    source: str = ""
    on: date | None = None  # None = the day of the command


_EXPECTED = frozenset(field.name for field in fields(Case)) - {field.name for field in fields(Question)}


def utf8_output() -> None:
    """Words and JSON are UTF-8 wherever the command runs, also where the terminal's language is not set."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


def write_json(command, value: Any) -> None:
    """Canonical: sorted keys, no spaces, sums as text; the same answer always gives the same bytes."""
    said = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    command.stdout.write(said)


def add_answer_options(parser: CommandParser) -> None:
    parser.add_argument("--json", action="store_true", help="canonical JSON, described in docs/commands.md")
    parser.add_argument("--lang", choices=LANGUAGES, default="it", help="language of the words (it)")


def day(text: str) -> date:
    """A day written 2026-11-20, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f'"{text}" is not a day: write it as 2026-11-20') from None


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as problem:
        raise BadInput(f"{path}: cannot be read ({problem.strerror}).") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path}: found bytes that are not UTF-8; allowed: a text file in UTF-8.") from None


def ruleset_path(given: str) -> Path:
    """The file of a rule set: one of the person's own, or one of those shipped, by its name."""
    if not Path(given).is_file() and given in shipped_names():
        return SHIPPED / f"{given}.toml"
    return Path(given)


def read_ruleset(given: str) -> RuleSet:
    """The rule set of a file or a shipped name; BadInput carries the sentence with line, key, found and allowed."""
    try:
        return open_ruleset(given)
    except RuleSetError as problem:
        raise BadInput(str(problem)) from None


def open_ruleset(given: str) -> RuleSet:
    """As read_ruleset, but a file that breaks the schema raises RuleSetError."""
    path = ruleset_path(given)
    if not path.exists() and path.suffix != ".toml":
        shipped_ones = ", ".join(shipped_names())
        raise BadInput(f'"{given}" is neither a file nor a shipped rule set ({shipped_ones}).')

    def base(name: str) -> RuleSet | None:
        """A shipped set, or the file of that name in the same directory."""
        if name in shipped_names():
            return shipped(name)
        beside = path.with_name(f"{name}.toml")
        return load(beside) if beside.is_file() else None

    return load(read_text(path), file=str(path), base=base)


def read_questions(path: Path) -> tuple[Question, ...]:
    """The cases of a file: [[cases]] as beside the rule sets, or one case alone. What they expect is not looked at."""
    text = read_text(path)
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        raise BadInput(f"{path}: TOML: {problem}.") from None
    one = "facts" in data
    entries = [data] if one else data.get("cases")
    try:
        if not isinstance(entries, list) or not entries:
            raise canonical.Misfit(("cases",), "nothing", "[[cases]], each with facts")
        found = tuple(_question(entry, () if one else ("cases", i)) for i, entry in enumerate(entries))
    except canonical.Misfit as problem:
        raise BadInput(misfit_sentence(path, text, problem)) from None
    return tuple(_named(question, path, i, len(found)) for i, question in enumerate(found, start=1))


def misfit_sentence(path: Path, text: str, problem: canonical.Misfit) -> str:
    line = line_of(text, problem.path)
    where = f"{path}, line {line}" if line else str(path)
    return f"{where}: {canonical.dotted(problem.path)}: found {problem.found}; allowed: {problem.allowed}."


def _question(entry: Any, path: tuple) -> Question:
    if isinstance(entry, dict):
        entry = {key: value for key, value in entry.items() if key not in _EXPECTED}
    return canonical.read(Question, entry, path)


def _named(question: Question, path: Path, place: int, count: int) -> Question:
    stem = re.sub(r"(\.cases)?\.toml$", "", path.name)
    name = question.name or (stem if count == 1 else f"{stem} {place}")
    return Question(facts=question.facts, name=name, source=question.source, on=question.on)


def case_files(folder: Path) -> list[Path]:
    """The files of cases of a directory: *.cases.toml, or every .toml when none is called so. A file is itself."""
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise BadInput(f"{folder}: there is no such directory of cases.")
    found = sorted(folder.rglob("*.cases.toml")) or sorted(folder.rglob("*.toml"))
    if not found:
        raise BadInput(f"{folder}: there is no file of cases (*.cases.toml).")
    return found


def beside(path: Path) -> Path:
    """The worked cases that belong to the file of a rule set."""
    return path.with_name(f"{path.stem}.cases.toml")


def questions_of(paths: list[Path]) -> Iterator[Question]:
    """All the cases of several files; a name carries its file, and is said once only."""
    taken: dict[str, int] = {}
    for path in paths:
        for question in read_questions(path):
            stem = re.sub(r"(\.cases)?\.toml$", "", path.name)
            name = question.name if question.name.startswith(stem) else f"{stem}: {question.name}"
            taken[name] = taken.get(name, 0) + 1
            if taken[name] > 1:
                name = f"{name} ({taken[name]})"
            yield Question(facts=question.facts, name=name, source=question.source, on=question.on)
