"""A place in a rule set in words, “Voucher for the carer › Ceiling by hours › hours up to 25”; and what fits there."""

import re
from functools import cache

from django.utils.translation import gettext as _

from applications import rule_words as words
from applications.rule_names import name_of, word_of
from eligibility import json_schema

_TOKEN = re.compile(r"([^.\[\]]+)|\[([^\]]*)\]")
PARTS = frozenset({"windows", "ceilings", "not_offered", "open"})
# lists of codes: the items of the rule set they name
NAMED = {
    "lines": "groups", "groups": "groups", "interventions": "interventions", "instead": "interventions",
    "together": "interventions", "residual_to": "budget",
}  # fmt: skip


def path_of(place, data):
    """The way in plain data to a place as errors and comparisons write it.

    ``criteria[2].max`` counts from 1; ``criteria[isee].max`` names an item by its code.
    """
    path, at = [], data
    for key, item in _TOKEN.findall(place):
        step = key or _index(item, at)
        path.append(step)
        at = _inside(at, step)
    return tuple(path)


def _index(item, at):
    if isinstance(at, list):
        seen = {}
        for n, one in enumerate(at):
            name = _code(one)
            seen[name] = seen.get(name, 0) + 1
            if item == (name if seen[name] == 1 else f"{name} {seen[name]}"):
                return n
    return int(item) - 1 if item.isdecimal() and len(item) < 6 else item


def _code(one):
    if not isinstance(one, dict):
        return ""
    return one.get("code") or one.get("kind") or one.get("key") or words.said(one.get("label") or "")


def _inside(at, step):
    if isinstance(at, dict):
        return at.get(step)
    return at[step] if isinstance(at, list) and isinstance(step, int) and step < len(at) else None


def split(path, data):
    """(labels, rest): the names of the items a place is in, from the outside, and what it is in the last one."""
    labels, rest, at = [], [], data
    for n, step in enumerate(path):
        owner, at = at, _inside(at, step)
        if isinstance(at, dict) and isinstance(at.get("label"), dict) and step != "label":
            labels.append(words.said(at["label"]))
            rest = []
            continue
        if isinstance(step, int):
            rest = _item(rest, step, path[:n], data)
        elif step == "values":
            cell = path[n + 1 :]
            if len(cell) == 2 and isinstance(owner, dict):
                return labels, [words.cell(owner, *cell) or f"{name_of(step)} {cell[0] + 1}, {cell[1] + 1}"]
            rest.append(name_of(step))
        else:
            rest.append(_key(step, owner))
    return labels, rest


def _item(rest, step, before, data):
    """The nth of a list that has no name of its own."""
    if before[-1:] == ("bands",):
        at = data
        for one in before[:-1]:
            at = _inside(at, one)
        name = words.axis_name(at) if isinstance(at, dict) and "by" in at else ""
        return [*rest[:-1], _("%(what)s, band %(n)s") % {"what": name or name_of("bands"), "n": step + 1}]
    if before[-1:] == ("axes",):
        return rest[:-1]
    return [*rest[:-1], f"{rest[-1]} {step + 1}"] if rest else [str(step + 1)]


def _key(step, owner):
    kind = owner.get("kind") if isinstance(owner, dict) else None
    if step == "of" and kind in ("quantity", None):
        return name_of("by")
    if step == "accepted" and kind == "question":
        return name_of("accepted_answers")
    return name_of(step)


def in_words(path, data):
    """The whole place, one name after the other."""
    labels, rest = split(path, data)
    # of windows, ceilings and open points the list says what they are; requirements and supports say it themselves
    part = [name_of(path[0])] if labels and len(path) > 1 and path[0] in PARTS else []
    found = [*part, *labels, *rest]
    return " › ".join(one for one in found if one)


@cache
def _schema():
    return json_schema.schema()


def shape(path, data):
    """What fits in a place, as JSON Schema says it: {enum: […]}, {type: …}, {} when nobody knows."""
    node, at = _schema(), data
    for step in path:
        node = _resolved(node, at)
        if isinstance(step, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(step, {})
        at = _inside(at, step)
    return _resolved(node, at)


def _resolved(node, at):
    while "$ref" in node:
        node = _schema()["$defs"][node["$ref"].rpartition("/")[2]]
    for option in node.get("oneOf", ()):
        found = _resolved(option, at)
        kinds = found.get("properties", {}).get("kind", {}).get("enum", ())
        if isinstance(at, dict) and at.get("kind") in kinds:
            return found
    return node


def options(path, data):
    """[(value, its words)] of a choice; None where something is typed; [] for a code that is only a name."""
    found, key = shape(path, data), next((one for one in reversed(path) if isinstance(one, str)), "")
    if "enum" in found:
        return [(str(one), word_of(one, key)) for one in found["enum"]]
    if found.get("type") == "boolean":
        return [("true", _("yes")), ("false", _("no"))]
    if found.get("type") != "string" or "format" in found:
        return None
    owner = data
    for step in path[: path.index(key)]:
        owner = _inside(owner, step)
    if key == "accepted" and isinstance(owner, dict):
        items = owner.get("answers", [])
    else:
        items = _named(NAMED.get(key), data)
    return [
        (one["code"], words.said(one["label"])) for one in items if isinstance(one, dict) and "code" in one
    ]


def _named(what, data):
    if what == "interventions":
        return data.get("interventions", [])
    if what == "budget":
        return data.get("budget", {}).get("lines", [])
    if what == "groups":
        rules = data.get("criteria", [])
        return next((one.get("groups", []) for one in rules if one.get("kind") == "line"), [])
    return []
