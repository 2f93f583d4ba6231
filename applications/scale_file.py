"""Reads one scale from its TOML file. A file that is wrong is refused with the file, the key and the reason."""

import re
import tomllib
from dataclasses import dataclass

from django.utils.translation import get_language

KEYS = {
    "code", "version", "part", "worse", "missing", "to_confirm", "label", "source", "licence", "bands", "item",
}  # fmt: skip
PARTS, WORSE, MISSING = ("social", "health"), ("low", "high"), ("all", "all_or_none")
_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")
_WORD = re.compile(r"[^\W\d_]{2,}")


class ScaleError(ValueError):
    """``<file>: <key>: <reason>``."""


@dataclass(frozen=True)
class Words:
    """One text in the languages of the office."""

    it: str
    en: str

    def __str__(self):
        return self.en if (get_language() or "it").startswith("en") else self.it


@dataclass(frozen=True)
class Level:
    value: int
    label: Words


@dataclass(frozen=True)
class Item:
    """One question. ``instead_of``: (code, value): asked and counted only where that item has that level, and then
    in its place.
    """

    code: str
    label: Words
    levels: tuple
    instead_of: tuple | None = None


@dataclass(frozen=True)
class Band:
    """Scores from ``start`` to ``end``, both included, in words."""

    start: int
    end: int
    label: Words


@dataclass(frozen=True)
class Scale:
    """``part``: the office that fills it. The score is the sum of the levels, from ``lowest`` to ``best``.

    ``worse``: which end means more need. ``missing``: ``all``, every item is needed to sign; ``all_or_none``, the
    scale may be left out, once begun it is finished. ``to_confirm``: an own list the office has still to confirm.
    """

    code: str
    version: int
    part: str
    worse: str
    missing: str
    to_confirm: bool
    label: Words
    source: Words
    licence: Words
    bands: tuple
    items: tuple
    lowest: int
    best: int

    def asked(self, answers):
        """The items these answers ask for: all, but for those that stand in for another one."""
        return [
            item
            for item in self.items
            if item.instead_of is None or answers.get(item.instead_of[0]) == item.instead_of[1]
        ]

    def band(self, score):
        """The band a score falls in; None for no score."""
        return next(
            (band for band in self.bands if score is not None and band.start <= score <= band.end), None
        )


def read(path):
    """The scale of one file. Raises ``ScaleError``."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ScaleError(f"{path.name}: text: {problem}") from None
    return _Reader(path.name, data).scale()


class _Reader:
    def __init__(self, file, data):
        self.file, self.data = file, data

    def fail(self, key, reason):
        raise ScaleError(f"{self.file}: {key}: {reason}")

    def scale(self):
        self.keys("file", self.data, KEYS)
        code, version = self.data["code"], self.data["version"]
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            self.fail("code", "small letters, figures and _ only")
        if type(version) is not int or version < 1:
            self.fail("version", "a whole number from 1")
        if self.file != f"{code}-{version}.toml":
            self.fail("code", f"the file is to be called {code}-{version}.toml")
        self.one_of("part", PARTS)
        self.one_of("worse", WORSE)
        self.one_of("missing", MISSING)
        if not isinstance(self.data["to_confirm"], bool):
            self.fail("to_confirm", "true or false")
        items = self.items()
        lowest, best = self.ends(items)
        return Scale(
            **{key: self.data[key] for key in ("code", "version", "part", "worse", "missing", "to_confirm")},
            **{key: self.words(key, self.data[key]) for key in ("label", "source", "licence")},
            bands=self.bands(lowest, best),
            items=items,
            lowest=lowest,
            best=best,
        )

    def keys(self, where, table, known, optional=frozenset()):
        if not isinstance(table, dict):
            self.fail(where, "a table is needed here")
        for key in sorted(known - table.keys()):
            self.fail(key if where == "file" else f"{where}.{key}", "missing")
        for key in sorted(table.keys() - known - optional):
            self.fail(key if where == "file" else f"{where}.{key}", "unknown key")

    def one_of(self, key, values):
        if self.data[key] not in values:
            self.fail(key, f"one of {', '.join(values)}")

    def words(self, where, value):
        self.keys(where, value, {"it", "en"})
        for language, text in value.items():
            if not isinstance(text, str) or not _WORD.search(text):
                self.fail(f"{where}.{language}", "words are needed, not a bare number")
        return Words(**value)

    def rows(self, where, value):
        if not isinstance(value, list) or not value:
            self.fail(where, "at least one is needed")
        return value

    def items(self):
        found = []
        for n, row in enumerate(self.rows("item", self.data["item"])):
            where = f"item[{n}]"
            self.keys(where, row, {"code", "label", "levels"}, {"instead_of"})
            if not isinstance(row["code"], str) or not _CODE.fullmatch(row["code"]):
                self.fail(f"{where}.code", "small letters, figures and _ only")
            if row["code"] in {item.code for item in found}:
                self.fail(f"{where}.code", f"{row['code']} is there twice")
            levels = self.levels(f"{where}.levels", row["levels"])
            instead = self.instead_of(f"{where}.instead_of", row.get("instead_of"), found)
            found.append(Item(row["code"], self.words(f"{where}.label", row["label"]), levels, instead))
        return tuple(found)

    def levels(self, where, value):
        rows = self.rows(where, value)
        if len(rows) < 2:
            self.fail(where, "at least two levels are needed")
        found = []
        for n, row in enumerate(rows):
            self.keys(f"{where}[{n}]", row, {"value", "label"})
            if type(row["value"]) is not int or row["value"] < 0:
                self.fail(f"{where}[{n}].value", "a whole number from 0")
            if row["value"] in {level.value for level in found}:
                self.fail(f"{where}[{n}].value", f"{row['value']} is there twice")
            found.append(Level(row["value"], self.words(f"{where}[{n}].label", row["label"])))
        return tuple(found)

    def instead_of(self, where, value, before):
        if value is None:
            return None
        self.keys(where, value, {"item", "at"})
        other = next((item for item in before if item.code == value["item"]), None)
        if other is None or other.instead_of:
            self.fail(f"{where}.item", "an item written before this one is needed")
        if value["at"] not in {level.value for level in other.levels}:
            self.fail(f"{where}.at", f"{value['item']} has no level {value['at']}")
        return value["item"], value["at"]

    def ends(self, items):
        """The lowest and the highest sum that answers can give, items in place of others counted once."""
        low = high = 0
        for item in items:
            if item.instead_of:
                continue
            sums = []
            for level in item.levels:
                more = [one for one in items if one.instead_of == (item.code, level.value)]
                sums.append(level.value + sum(min(lev.value for lev in one.levels) for one in more))
                sums.append(level.value + sum(max(lev.value for lev in one.levels) for one in more))
            low, high = low + min(sums), high + max(sums)
        return low, high

    def bands(self, lowest, best):
        """Every score in one band and one only: the edges touch, from the lowest to the highest."""
        found, expected = [], lowest
        for n, row in enumerate(self.rows("bands", self.data["bands"])):
            where = f"bands[{n}]"
            self.keys(where, row, {"from", "to", "label"})
            start, end = row["from"], row["to"]
            if type(start) is not int or type(end) is not int or end < start:
                self.fail(where, "from and to are whole numbers, from not above to")
            if start > expected:
                self.fail(f"{where}.from", f"no band holds {expected}")
            if start < expected:
                reason = f"{start} is in two bands" if found else f"scores start at {lowest}"
                self.fail(f"{where}.from", reason)
            found.append(Band(start, end, self.words(f"{where}.label", row["label"])))
            expected = end + 1
        if expected <= best:
            self.fail(f"bands[{len(found) - 1}].to", f"no band holds {expected}")
        if expected - 1 > best:
            self.fail(f"bands[{len(found) - 1}].to", f"scores end at {best}")
        return tuple(found)
