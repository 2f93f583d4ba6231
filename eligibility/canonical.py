"""One typed reader and one canonical writer for facts, rule sets and outcomes.

Canonical means: the same value always gives the same bytes. Keys are sorted, decimals and dates are strings, and a
field equal to its default is left out, so that a field added tomorrow does not change the bytes of yesterday's facts.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
import hashlib
import json
import types
import typing
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from eligibility.text import Text


class Misfit(ValueError):
    """A value that does not fit its declared shape. `path` is the way to it: ("criteria", 3, "max")."""

    def __init__(self, path: tuple[str | int, ...], found: str, allowed: str):
        self.path, self.found, self.allowed = path, found, allowed
        super().__init__(f"{dotted(path)}: found {found}, allowed: {allowed}")


def dotted(path: tuple[str | int, ...]) -> str:
    """criteria[3].max, counting from 1 as a reader of the file does."""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else part
    return out or "(top)"


def one_of(names: Iterable[str], found: object) -> str:
    """The names allowed, and the one that was perhaps meant, when one of them is much like what was found."""
    names = list(names)
    near = difflib.get_close_matches(str(found), names, 1, 0.7) if len(names) > 1 else []
    return ", ".join(names) + (f"; perhaps {near[0]} was meant" if near else "")


LONGEST_NUMBER = 20  # characters


def cents(value: Decimal | int | str, name: str) -> Decimal:
    """Money or hours with two decimals. ValueError when negative, not a number, or finer than a cent."""
    if isinstance(value, float):
        raise ValueError(f"{name}: {value!r} is a float; write a Decimal")
    try:
        exact = Decimal(value)
        rounded = exact.quantize(Decimal("0.01"))
    except InvalidOperation:
        raise ValueError(f"{name}: {value!r} is not an amount") from None
    if exact != rounded or exact < 0:
        raise ValueError(f"{name}: {value} must be zero or more, with at most two decimals")
    return rounded


def plain(value: Any) -> Any:
    """The value as JSON sees it: dicts, lists, strings, ints, booleans, None."""
    if isinstance(value, Text):
        return {"it": value.it, "en": value.en}
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if dataclasses.is_dataclass(kind):
        out = {}
        for name, default in _written(kind):
            part = getattr(value, name)
            if part is not default and part != default:
                out[name] = plain(part)
        return out
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def dumps(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(value: Any) -> str:
    return hashlib.sha256(dumps(value).encode()).hexdigest()


def loads(cls: type, text: str | dict) -> Any:
    """Build `cls` from its canonical JSON (or from the dict a JSON column gives back). Raises Misfit."""
    return read(cls, json.loads(text) if isinstance(text, str) else text)


def read(kind: Any, data: Any, path: tuple[str | int, ...] = ()) -> Any:
    """Build a value of the declared type from plain data. Raises Misfit, naming path, found and allowed."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _read_union(typing.get_args(kind), data, path)
    if origin is tuple:
        if not isinstance(data, (list, tuple)):
            raise Misfit(path, _seen(data), "a list")
        return tuple(read(typing.get_args(kind)[0], item, (*path, i)) for i, item in enumerate(data))
    if origin is typing.Literal:
        if data not in typing.get_args(kind):
            raise Misfit(path, _seen(data), one_of((_seen(choice) for choice in typing.get_args(kind)), _seen(data)))
        return data
    if kind is Text:
        return _read_text(data, path)
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(kind, data, path)
    return _read_scalar(kind, data, path)


def _read_union(options: tuple, data: Any, path: tuple) -> Any:
    options = tuple(option for option in options if option is not type(None))
    if data is None:
        return None
    if len(options) == 1:
        return read(options[0], data, path)
    # Several dataclasses: each says its own kind, the data say which one they are.
    by_kind = {typing.get_args(_hints(option)["kind"])[0]: option for option in options}
    kind = data.get("kind") if isinstance(data, dict) else None
    if kind not in by_kind:
        where = (*path, "kind") if isinstance(data, dict) else path
        found = _seen(kind if isinstance(data, dict) else data)
        raise Misfit(where, found, one_of((f'"{k}"' for k in by_kind), found))
    return read(by_kind[kind], data, path)


def _read_dataclass(cls: type, data: Any, path: tuple) -> Any:
    if not isinstance(data, dict):
        raise Misfit(path, _seen(data), f"a table with {', '.join(_hints(cls))}")
    fields = {field.name: field for field in dataclasses.fields(cls)}
    for key in data:
        if key not in fields:
            needed_first = sorted(fields.values(), key=lambda field: _default(field) is not dataclasses.MISSING)
            raise Misfit((*path, key), "an unknown key", one_of((field.name for field in needed_first), key))
    for name, field in fields.items():
        if name not in data and _default(field) is dataclasses.MISSING:
            raise Misfit((*path, name), "nothing", "this key must be there")
    values = {name: read(_hints(cls)[name], value, (*path, name)) for name, value in data.items()}
    try:
        return cls(**values)
    except Misfit as problem:
        raise Misfit((*path, *problem.path), problem.found, problem.allowed) from None
    except ValueError as problem:
        raise Misfit(path, str(problem), "values that agree with each other") from None


def _read_text(data: Any, path: tuple) -> Text:
    if not isinstance(data, dict):
        raise Misfit(path, _seen(data), "a table with it, en")
    for key in data:
        if key not in ("it", "en"):
            raise Misfit((*path, key), "an unknown key", "it, en")
    for key in ("it", "en"):
        if not isinstance(data.get(key), str):
            raise Misfit((*path, key), _seen(data.get(key)), "the words in quotes, in this language too")
    return Text(data["it"], data["en"])


def _read_scalar(kind: type, data: Any, path: tuple) -> Any:
    if kind is datetime:
        return _read_moment(data, path)
    if kind is date:
        if isinstance(data, str):
            try:
                return date.fromisoformat(data)
            except ValueError:
                raise Misfit(path, _seen(data), "a date such as 2026-11-20") from None
        if type(data) is date:
            return data
        raise Misfit(path, _seen(data), "a date such as 2026-11-20")
    if kind is Decimal:
        try:
            # no sum has that many figures, and other scripts' digits are not what a form would take
            short = len(str(data)) <= LONGEST_NUMBER and str(data).isascii() and not isinstance(data, bool)
            if short and isinstance(data, (str, int, Decimal)) and Decimal(data).is_finite():
                return Decimal(data)
        except InvalidOperation:
            pass
        raise Misfit(path, _seen(data), 'a number such as "400.00"')
    if type(data) is not kind:
        names = {str: "text in quotes", bool: "true or false", int: "a whole number"}
        raise Misfit(path, _seen(data), names[kind])
    return data


def _read_moment(data: Any, path: tuple) -> datetime:
    """A day with its hour, without an offset: the clock on the wall in Rome."""
    try:
        moment = datetime.fromisoformat(data) if isinstance(data, str) else data
    except ValueError:
        moment = None
    if not isinstance(moment, datetime) or moment.tzinfo is not None:
        allowed = "a day and an hour, such as 2025-03-18T10:00:00"
        if isinstance(moment, datetime):
            allowed += ", without an offset at the end: it is the hour in Italy"
        raise Misfit(path, _seen(data), allowed)
    return moment


@functools.cache
def _written(cls: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass, each with the value that is left out."""
    return tuple((field.name, _default(field)) for field in dataclasses.fields(cls))


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _default(field: dataclasses.Field) -> Any:
    return field.default if field.default_factory is dataclasses.MISSING else field.default_factory()


def _seen(data: Any) -> str:
    if data is None:
        return "nothing"
    if isinstance(data, dict):
        return "a table"
    if isinstance(data, (list, tuple)):
        return "a list"
    return f'"{data}"' if isinstance(data, str) else str(data).lower() if isinstance(data, bool) else str(data)
