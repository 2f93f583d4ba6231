"""The table of every key of a rule set, for docs/rules.md: made from the JSON Schema, so that it cannot grow old.

`python -m eligibility.reference` writes it between the two marks of docs/rules.md.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from eligibility import json_schema

DOCUMENT = Path(__file__).parent.parent / "docs" / "rules.md"
START, END = "<!-- keys: start -->\n", "<!-- keys: end -->\n"
FRAME = ("code", "label", "sentence", "sources", "source")  # said once, in the text
COMMON = ("stage", "holds_at", "gate", "lines", "ages")  # of every criterion, said once too


def keys() -> str:
    schema = json_schema.schema()
    parts = [_table("The file", schema)]
    for name, definition in sorted(schema["$defs"].items()):
        if name not in ("Text", "Source"):
            parts.append(_table(name.replace("criterion_", "criterion: "), definition))
    return "\n".join(part for part in parts if part)


def document(text: str) -> str:
    """The document with its table of keys renewed."""
    before, rest = text.split(START)
    return before + START + keys() + END + rest.split(END)[1]


def _table(title: str, definition: dict[str, Any]) -> str:
    criterion = title.startswith("criterion")
    rows = [
        f"| `{key}` | {_said(shape)} | {'yes' if key in definition['required'] else ''} |"
        for key, shape in definition["properties"].items()
        if key not in FRAME and not (criterion and key in COMMON)
    ]
    description = definition.get("description", "")
    head = f"### {title}\n\n{description}\n\n" if description else f"### {title}\n\n"
    return head + "| key | value | must be there |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def _said(shape: dict[str, Any]) -> str:
    if "$ref" in shape:
        return shape["$ref"].rpartition("/")[2].replace("criterion_", "criterion: ")
    if "enum" in shape:
        return ", ".join(f"`{value}`" for value in shape["enum"])
    if "oneOf" in shape:
        return "one of: " + ", ".join(_said(option) for option in shape["oneOf"])
    if shape["type"] == "array":
        return "list of " + _said(shape["items"])
    return shape.get("format") or ("number" if isinstance(shape["type"], list) else shape["type"])


if __name__ == "__main__":  # pragma: no cover (one line, run by hand)
    sys.stdout.write(f"{DOCUMENT.write_text(document(DOCUMENT.read_text(encoding='utf-8')), encoding='utf-8')}\n")
