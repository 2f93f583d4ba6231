"""The JSON Schema of a rule set file, made from the dataclasses: an editor completes and checks while one types.

`python -m eligibility.json_schema` prints it; `eligibility/ruleset.schema.json` is its output and a test says so.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import types
import typing
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from eligibility.ruleset import RuleSet
from eligibility.text import Source, Text

TEXT = {
    "type": "object",
    "description": "The same words in Italian and in English.",
    "properties": {"it": {"type": "string"}, "en": {"type": "string"}},
    "required": ["it", "en"],
    "additionalProperties": False,
}
SOURCE_NAME = {"type": "string", "description": "The name of a source declared as [sources.name]."}
SCALARS: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": ["string", "number"], "description": 'A number; money is best written in quotes: "400.00".'},
    # TOML has dates of its own; a schema of JSON sees them as strings.
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time", "description": "The clock on the wall in Rome, no offset."},
}


def schema() -> dict[str, Any]:
    definitions: dict[str, Any] = {"Text": TEXT}
    root = _object(RuleSet, definitions)
    root["properties"]["sources"] = {
        "type": "object",
        "description": "The acts the rules stand on, each under a short name.",
        "additionalProperties": _reference(Source, definitions),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rule set",
        **root,
        "$defs": definitions,
    }


def _of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        options = [option for option in typing.get_args(kind) if option is not type(None)]
        shapes = [_of(option, definitions) for option in options]
        return shapes[0] if len(shapes) == 1 else {"oneOf": shapes}
    if origin is tuple:
        inner = typing.get_args(kind)[0]
        return {"type": "array", "items": SOURCE_NAME if inner is Source else _of(inner, definitions)}
    if origin is typing.Literal:
        return {"enum": list(typing.get_args(kind))}
    if kind is Source:
        return SOURCE_NAME
    if kind is Text:
        return {"$ref": "#/$defs/Text"}
    return SCALARS[kind] if kind in SCALARS else _reference(kind, definitions)


def _reference(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    name = cls.__name__ if cls.__name__ != "Rule" else f"criterion_{cls.__module__.rpartition('.')[2]}"
    if name not in definitions:
        definitions[name] = {}  # before its fields, which may name it again
        definitions[name] = _object(cls, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    fields = dataclasses.fields(cls)
    out: dict[str, Any] = {"type": "object"}
    if cls.__doc__ and not cls.__doc__.startswith(f"{cls.__name__}("):
        out["description"] = " ".join(cls.__doc__.split())
    out["properties"] = {field.name: _of(hints[field.name], definitions) for field in fields}
    required = [f.name for f in fields if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING]
    return out | {"required": required, "additionalProperties": False}


def text() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":  # pragma: no cover (one line, run by hand)
    sys.stdout.write(text())
