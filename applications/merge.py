"""Two people in the same step: what each changed, put together field by field.

A page is sent with the values it was made from (``base``). A field only one of the two changed keeps that change;
a field both changed differently is a ``Conflict``, for the person to decide. Rows are told apart by their key, not
by their place on the page.
"""

from dataclasses import dataclass

from django.forms import CheckboxInput
from django.http import QueryDict
from django.utils.translation import gettext as _

MANAGEMENT = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
DELETE = "DELETE"


@dataclass(frozen=True)
class Conflict:
    """A field both changed. ``name``: its name on the merged page; values as a browser sends them."""

    name: str
    mine: tuple
    theirs: tuple


def shown(page):
    """{name: [values]} a browser would send back if nobody touched the (unbound) page."""
    found = {}
    for one in page.row_sets:
        found |= {field.html_name: [str(field.value())] for field in one.management_form}
    for field in page:
        found[field.html_name] = _sent(field)
    return found


def _sent(field):
    value, widget = field.value(), field.field.widget
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    if isinstance(widget, CheckboxInput):
        return ["on"] if value else []
    if value is None or value == "":
        return []
    if not hasattr(widget, "choices"):
        value = widget.format_value(value)
    return [str(value)]


def only(data, names):
    """{name: [values]} of a QueryDict, of these names and their rows."""
    return {name: _clean(data.getlist(name)) for name in names if name in data}


def _clean(values):
    return [value.replace("\r\n", "\n").strip() for value in values if value.strip()]


def merge(*, page, base, data):
    """(QueryDict for the page, [Conflict]) of what was typed over what is stored now.

    ``page``: the unbound page of today's data; ``base``: what the sent page was made from; ``data``: what was sent.
    """
    prefixes = [one.prefix for one in page.row_sets]
    theirs = _Flat(shown(page), prefixes)
    mine, before = _Flat({name: data.getlist(name) for name in data}, prefixes), _Flat(base, prefixes)
    merged, conflicts = QueryDict(mutable=True), []
    for name in theirs.single:
        value, conflict = _choose(before.single.get(name, []), mine.single.get(name, []), theirs.single[name])
        merged.setlist(name, value)
        if conflict:
            conflicts.append(Conflict(name, tuple(value), tuple(theirs.single[name])))
    for prefix in prefixes:
        _merge_rows(prefix, before.rows[prefix], mine.rows[prefix], theirs.rows[prefix], merged, conflicts)
    return merged, conflicts


def _choose(before, mine, theirs):
    """(value, is it a conflict): mine stands in the field while nobody has chosen."""
    if mine in (before, theirs):
        return theirs, False
    return mine, theirs != before


def _merge_rows(prefix, before, mine, theirs, merged, conflicts):
    kept, added = [], [row for key, row in mine.items() if key.startswith("new")]
    for key, stored in theirs.items():
        if key.startswith("new"):
            continue
        typed = mine.get(key)
        row, clashes = {}, []
        if typed is None:
            # a row my page never had was added by the other person, or is my own, saved a moment ago
            row = dict(stored)
            added = [one for one in added if not _same(one, stored)]
        else:
            known = before.get(key, {})
            for name in stored.keys() | typed.keys():
                row[name], conflict = _choose(known.get(name, []), typed.get(name, []), stored.get(name, []))
                if conflict:
                    clashes.append((name, row[name], stored.get(name, [])))
            moved = any(stored.get(name, []) != value for name, value in known.items() if name != DELETE)
            if typed.get(DELETE) and moved:
                clashes.append((DELETE, typed[DELETE], []))
        kept.append((key, row, clashes))
    for key, typed in mine.items():
        if not key.startswith("new") and key not in theirs:
            # the other person removed a row: mine comes back as a new one only if something was typed into it
            if typed.get(DELETE) or _same(typed, before.get(key, {})):
                continue
            added.append(typed)
    rows = kept + [("", row, []) for row in added]
    counts = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": len(kept), "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 40}
    for name, number in counts.items():
        merged[f"{prefix}-{name}"] = str(number)
    for index, (key, row, clashes) in enumerate(rows):
        merged[f"{prefix}-{index}-id"] = key
        for name, value in row.items():
            merged.setlist(f"{prefix}-{index}-{name}", value)
        conflicts += [
            Conflict(f"{prefix}-{index}-{name}", tuple(value), tuple(stored))
            for name, value, stored in clashes
        ]


def _same(one, other):
    return {name: value for name, value in one.items() if value} == {
        name: value for name, value in other.items() if value
    }


class _Flat:
    """Values by name, taken apart: single fields, and rows by their key (“new0” for one that has none)."""

    def __init__(self, values, prefixes):
        values = {name: _clean([str(one) for one in value]) for name, value in values.items()}
        self.single, self.rows = {}, {prefix: {} for prefix in prefixes}
        found = {prefix: {} for prefix in prefixes}
        for name, value in values.items():
            prefix, _dash, rest = name.partition("-")
            if prefix not in found:
                self.single[name] = value
                continue
            index, _dash, field = rest.partition("-")
            if index.isdecimal():
                found[prefix].setdefault(int(index), {})[field] = value
        for prefix, by_index in found.items():
            for index, row in sorted(by_index.items()):
                key = next(iter(row.pop("id", [])), "")
                if key or any(row.values()):
                    self.rows[prefix][key or f"new{index}"] = row


def decide(*, data, base):
    """Apply the choices of a page that asked (``ask``, ``keep-…``): returns the names still without an answer."""
    open_ones = []
    for name in data.getlist("ask"):
        choice = data.get(f"keep-{name}")
        if choice == "theirs":
            data.setlist(name, base.get(name, []))
        elif choice != "mine":
            open_ones.append(name)
    return open_ones


def in_words(field, values):
    """The values of a field as a person reads them; “nothing” when it is empty."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return _("Yes") if values else _("No")
    choices = {str(value): str(label) for value, label in getattr(widget, "choices", ())}
    return ", ".join(choices.get(value, value) for value in values) or _("nothing")
