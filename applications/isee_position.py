"""Where the ISEE of the person stands: the bands of the table that pays by it, or only the limit of the requirement."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.formats import euro
from applications import rule_words
from eligibility import canonical
from eligibility.criteria import isee as requirement


@dataclass(frozen=True)
class Segment:
    """One band: its words, what it gives ("" when another figure decides too), its place on the bar in per cent."""

    label: str
    gives: str
    x: str
    width: str
    here: bool


@dataclass(frozen=True)
class Position:
    """``value``: the ISEE, euro. ``table``: name of the step; "" for the requirement alone. ``marker``: per cent."""

    value: Decimal
    table: str
    segments: tuple
    marker: str
    note: str


def position(known, ruleset, *, on, due=()):
    """The Position under these rules on that day; None while no ISEE counts. ``due``: codes of the supports given."""
    rule = next((one for one in ruleset.criteria if one.kind == "isee"), None)
    if rule is None:
        return None
    of_age, found = requirement.chosen(rule, known, rule.day(known, on))
    if found is None:
        return None
    step, bands = _table(ruleset, due)
    edges = [(band.low, band.high) for band in bands] or [(Decimal(0), of_age.max)]
    top = max(found.value, of_age.max, *(high for _low, high in edges if high is not None))
    if not bands and found.value > of_age.max:
        edges.append((of_age.max, None))
    cells = dict(rule_words.cells(canonical.plain(step))) if step and len(step.axes) == 1 else {}
    segments = []
    for n, (low, high) in enumerate(edges):
        words = rule_words.band(canonical.plain(bands[n]), "isee") if bands else _edge_words(low, high)
        gives = list(cells.values())[n] if cells else ""
        here = (
            bands[n].holds(found.value) if bands else (low < found.value if n else found.value <= of_age.max)
        )
        segments.append(Segment(words, gives, _share(low, top), _share((high or top) - low, top), here))
    return Position(
        value=found.value,
        table=rule_words.text(step.label) if step else "",
        segments=tuple(segments),
        marker=_share(min(found.value, top), top),
        note=_note(found.value, edges),
    )


def _table(ruleset, due):
    """(step, its bands of ISEE) of the first support given that pays by ISEE; (None, ()) when none does."""
    items = [one for one in ruleset.interventions if one.code in due] or ruleset.interventions
    for step in (step for one in items for step in one.steps if step.kind == "table"):
        for axis in step.axes:
            if axis.by == "isee":
                return step, axis.bands
    return None, ()


def _edge_words(low, high):
    if high is None:
        return _("over %(n)s") % {"n": euro(low)}
    return _("up to %(n)s") % {"n": euro(high)}


def _note(value, edges):
    above = [high for _low, high in edges if high is not None and high >= value]
    if not above:
        return _("%(sum)s over the limit") % {"sum": euro(value - max(high for _low, high in edges if high))}
    return _("%(sum)s from the next edge") % {"sum": euro(min(above) - value)}


def _share(part, top):
    return f"{min(part / top, Decimal(1)) * 100:.2f}%" if top else "0%"
