"""The figures of a rule set, found in its text and changed there: comments, order and layout stay as they were."""

import json
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal

# words and names: they are changed in the text, not in the table of figures
WORDS = frozenset({"it", "en", "code", "kind", "name", "based_on", "sources", "source", "key"})
_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=\s*""")
_STRING = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL)
_BARE = re.compile(r"[^\s,\]\}#]+(?: \d{2}:[^\s,\]\}#]+)?")
_SPACE = re.compile(r"(?:\s|#[^\n]*)*")
_PLAIN = re.compile(r"true|false|[+-]?\d[\w.:+-]*(?: \d{2}:\d{2}[\w.:+-]*)?", re.ASCII)
_ITALIAN = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+", re.ASCII)
_FIGURE = re.compile(r"\d{1,12}(?:\.\d+)?", re.ASCII)


def is_sum(value):
    """True for a sum as texts of rules write it, 400.00: what takes its place must be one."""
    return "." in value and bool(_FIGURE.fullmatch(value))


def figure(typed):
    """1.142,60 as a text of rules writes it, 1142.60; what is no figure comes back as typed."""
    typed = typed.strip()
    return typed.replace(".", "").replace(",", ".") if _ITALIAN.fullmatch(typed) else typed


def is_figure(typed):
    """True for 1142.60, 1142,60, 1.142,60 and 1142."""
    return bool(_FIGURE.fullmatch(figure(typed)))


@dataclass(frozen=True)
class Scalar:
    """One value of the text: where it is in the data and between which signs of the text."""

    path: tuple
    start: int
    end: int
    raw: str

    @property
    def id(self):
        """``criteria.4.classes.0.max``"""
        return ".".join(map(str, self.path))

    @property
    def value(self):
        """As typed by a person: strings without their quotes."""
        if self.raw[0] in "\"'":
            return tomllib.loads(f"v = {self.raw}")["v"]
        return self.raw


@dataclass(frozen=True)
class Parameter:
    """A row of the table: ``path`` is its place in the data, ``source`` the acts of the nearest item."""

    path: tuple
    id: str
    key: str
    value: str
    sources: tuple


def parameters(text):
    """Every figure, date, yes/no and choice of a text that is well-written TOML."""
    data = tomllib.loads(text, parse_float=Decimal)
    acts = data.get("sources", {})
    found = []
    for one in scalars(text):
        if WORDS & set(one.path):
            continue
        sources, at = (), data
        for step in one.path:
            if isinstance(at, dict):
                named = at.get("sources", at.get("source")) if at is not data else None
                if named:
                    sources = tuple([named] if isinstance(named, str) else named)
            at = at[step]
        keys = [str(step) for step in one.path if isinstance(step, str)]
        found.append(
            Parameter(one.path, one.id, keys[-1], str(one.value), tuple(_act(acts, name) for name in sources))
        )
    return found


def _act(acts, name):
    act = acts.get(name, {})
    return ", ".join(filter(None, (act.get("act", str(name)), act.get("article", ""))))


def replaced(text, changes):
    """The text with ``changes`` {id: what was typed}; what is typed the same leaves its signs alone."""
    for one in sorted(scalars(text), key=lambda scalar: -scalar.start):
        typed = changes.get(one.id)
        if typed is not None and typed.strip() != str(one.value).strip():
            text = text[: one.start] + _written(typed.strip(), like=one.raw) + text[one.end :]
    return text


def _written(typed, *, like):
    """TOML for what was typed: a string stays a string; 1.142,60 is the figure 1142.60."""
    typed = figure(typed)
    if like[0] not in "\"'":
        typed = {"sì": "true", "si": "true", "no": "false"}.get(typed.lower(), typed)
        if _PLAIN.fullmatch(typed):
            return typed
    return json.dumps(typed, ensure_ascii=False).replace("\x7f", "\\u007f")


def scalars(text):
    """Every value of a well-written TOML text that is neither a table nor a list, in order."""
    found, counts, table, at = [], {}, (), 0
    while at < len(text):
        at = _SPACE.match(text, at).end()
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        if header := _HEADER.match(line):
            table = _place(header[2], counts, starts_item=header[1] == "[[")
            at += len(line)
        elif key := _KEY.match(text, at):
            at = _value(text, key.end(), (*table, *_parts(key[1])), found)
        else:
            at += max(len(line), 1)
    return found


def _parts(key):
    return tuple(part.strip().strip("\"'") for part in key.split("."))


def _place(name, counts, *, starts_item):
    out, parts = (), _parts(name)
    for i, part in enumerate(parts):
        out = (*out, part)
        if starts_item and i == len(parts) - 1:
            counts[out] = counts.get(out, -1) + 1
        if out in counts:
            out = (*out, counts[out])
    return out


def _value(text, at, path, found):
    """Read one value from ``at``; returns where it ends."""
    if at >= len(text):
        return at
    if text[at] in "[{":
        return _inside(text, at, path, found)
    match = _STRING.match(text, at) or _BARE.match(text, at)
    if match is None:
        return at + 1
    found.append(Scalar(path, at, match.end(), match[0]))
    return match.end()


def _inside(text, at, path, found):
    """A list or an inline table: its values, one by one."""
    listed, n, at = text[at] == "[", 0, at + 1
    while at < len(text):
        at = _SPACE.match(text, at).end()
        if at >= len(text) or text[at] in "]}":
            return at + 1
        if text[at] == ",":
            at += 1
        elif listed:
            at, n = _value(text, at, (*path, n), found), n + 1
        elif key := _KEY.match(text, at):
            at = _value(text, key.end(), (*path, *_parts(key[1])), found)
        else:
            return at + 1
    return at
