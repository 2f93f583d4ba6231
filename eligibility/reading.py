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
