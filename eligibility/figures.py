"""The figures of a case that a table of amounts may look at: where each is, how it is said, and how it may be moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from eligibility.criteria import quantity
from eligibility.facts import Caregiver, CarerContract, Facts
from eligibility.steps import Axis
from eligibility.text import Text, euro, short

NOTHING = Decimal("0.00")
LABELS: dict[str, Text] = {
    "isee": Text("ISEE", "ISEE"),
    "carer_hours": Text("ore a settimana dell’assistente", "weekly hours of the carer"),
    "caregiver_hours": Text("ore a settimana del caregiver", "weekly hours of the caregiver"),
    "age": Text("età", "age"),
    **quantity.LABELS,
}
FIELDS = {
    "isee": "isee",
    "carer_hours": "carer.weekly_hours",
    "caregiver_hours": "caregiver.weekly_hours",
    "age": "person.birth_date",
}


def label(axis: Axis) -> Text:
    return axis.figure_label or LABELS[axis.by]


def field(axis: Axis) -> str:
    """Where the figure is in the facts."""
    return FIELDS.get(axis.by) or quantity.field(axis.what)


def said(axis: Axis, figure: Decimal) -> Text:
    shown = euro(figure) if axis.by == "isee" else short(figure)
    return Text("{label}: {figure}", "{label}: {figure}").fill(label=label(axis), figure=shown)


def value(axis: Axis, facts: Facts, isee: Decimal | None, on: date | None) -> Decimal | None:
    """None = not known. `isee` is that of the requirement, `on` the day on which the age is looked at."""
    by = axis.by
    if by == "isee":
        return isee
    if by == "age":
        age = None if on is None else facts.age_on(on)
        return None if age is None else Decimal(age)
    if by == "carer_hours":
        return NOTHING if facts.has_carer is False else (facts.carer or CarerContract()).weekly_hours
    if by == "caregiver_hours":
        return NOTHING if facts.has_caregiver is False else (facts.caregiver or Caregiver()).weekly_hours
    return quantity.read(facts, axis.what)


def moved(axis: Axis, figure: Decimal, facts: Facts) -> Facts | None:
    """The facts with that figure; None where nobody can move it, or there is nothing to move."""
    by = axis.by
    if by == "isee":
        return replace(facts, isee=tuple(replace(one, value=figure) for one in facts.isee)) if facts.isee else None
    if by == "carer_hours":
        return replace(facts, carer=replace(facts.carer, weekly_hours=figure)) if facts.carer else None
    if by == "caregiver_hours":
        return replace(facts, caregiver=replace(facts.caregiver, weekly_hours=figure)) if facts.caregiver else None
    if by == "age":
        return None
    return quantity.changed(facts, axis.what, figure, label(axis))[1]
