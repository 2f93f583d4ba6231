"""From the text of a TOML file to plain data, and from a place in the data back to a line of the file."""

from __future__ import annotations

import re
from typing import Any

from eligibility import canonical
from eligibility.canonical import Misfit
from eligibility.text import Source


def resolve_sources(data: dict[str, Any]) -> dict[str, Any]:
    """Put each source in the place of its short name, so that every item carries its own act, article and link."""
    named = data.pop("sources", {})
    if not isinstance(named, dict):
        raise Misfit(("sources",), "a value", "tables such as [sources.my_call]")
    for key, value in named.items():
        canonical.read(Source, value, ("sources", key))

    def lookup(key: Any, path: tuple) -> Any:
        if not isinstance(key, str) or key not in named:
            raise Misfit(path, f'"{key}"', canonical.one_of(named, key) or "a source declared as [sources.name]")
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
    lines = text.splitlines()
    for line, content in enumerate(lines, start=1):
        if header := re.match(r"\s*(\[\[?)([^\[\]]+)\]", content):
            table = _place(header[2], counts, starts_item=header[1] == "[[")
            at = table
        elif key := re.match(r"\s*([\w.\-]+)\s*=", content):
            at = (*table, *key[1].split("."))
        else:
            continue
        if at == path[: len(at)] and (best is None or len(at) > best[0]):
            best = (len(at), line)
    if best is None:
        return None
    depth, line = best
    item = path[depth] if depth < len(path) else None
    return _line_of_item(lines, line, item) if isinstance(item, int) else line


# What is inside quotes or after a # is no punctuation of the list.
_WORDS = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')


def _line_of_item(lines: list[str], first: int, item: int) -> int:
    """The line on which an item of a list begins; `first` (from 1) is that of `key = [`, also when it is not found."""
    if not re.match(r"\s*[\w.\-]+\s*=\s*\[", lines[first - 1]):
        return first
    depth = nth = 0
    waiting = True  # for the item after the bracket or the comma just read
    for line, content in enumerate(lines[first - 1 :], start=first):
        bare = _WORDS.sub(lambda found: "" if found[0][0] == "#" else "_" * len(found[0]), content)
        for sign in bare.partition("=")[2] if line == first else bare:
            if waiting and depth == 1 and not sign.isspace() and sign not in "],":
                if nth == item:
                    return line
                waiting = False
            depth += (sign in "[{") - (sign in "]}")
            if depth == 0 and sign == "]":
                return first
            if depth == 1 and sign == ",":
                nth, waiting = nth + 1, True
    return first


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
