"""A rule set as rows a person can read: every parameter, its plain sentence, its source. Nothing is left out.

It walks the dataclasses of ``eligibility`` and says their names with ``rule_names``; a test keeps the two together.
"""

from dataclasses import dataclass, fields, is_dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications import rule_words as words
from applications.rule_names import name_of
from eligibility import canonical
from eligibility.item import Ages
from eligibility.text import Text

# said elsewhere on the row
_FRAME = frozenset(
    {"code", "label", "sentence", "sources", "source", "kind", "conditions", "steps", "stage", "key"}
)
_AGES = frozenset({"from_age", "under_age", "to_age"})
# items that have rows of their own below
_BELOW = {"Calendar": ("absences",), "Ranking": ("lists", "scores", "orders"), "Budget": ("lines",)}
PARTS = (
    ("windows", pgettext_lazy("rules", "When applications are taken")),
    ("benefit", pgettext_lazy("rules", "Period of the support")),
    ("payment", pgettext_lazy("rules", "Payment")),
    ("calendar", pgettext_lazy("rules", "Start, absences, parts of a month, end")),
    ("ranking", pgettext_lazy("rules", "Ranking and ties")),
    ("budget", pgettext_lazy("rules", "Money of the call")),
    ("ceilings", pgettext_lazy("rules", "Regional ceilings")),
    ("not_offered", pgettext_lazy("rules", "What this call does not have")),
    ("open", pgettext_lazy("rules", "What the sources leave open")),
)
# named even when the call says nothing of them: their absence is news
ALWAYS = ("windows", "benefit", "payment", "calendar", "ranking", "budget")
NOT_SAID = gettext_lazy("This call does not say it.")


@dataclass(frozen=True)
class Row:
    """One rule or one step: ``parameters`` is [(name, value)] in words. ``level`` 1: under the row above."""

    label: Text
    sentence: Text
    sources: tuple
    parameters: tuple
    level: int = 0


def criteria(rules):
    """Who has the right."""
    return [_row(rule, labels_of(rules)) for rule in rules.criteria]


def interventions(rules):
    """[(intervention row, its conditions and steps)], in the order of the rule set."""
    labels, found = labels_of(rules), []
    for item in rules.interventions:
        below = [_row(rule, labels, level=1) for rule in item.conditions]
        below += [_row(step, labels, level=1, unit=item.unit) for step in item.steps]
        found.append((_row(item, labels), below))
    return found


def general(rules):
    """What holds for every amount: rounding, and what may be had together."""
    labels = labels_of(rules)
    return [_row(rules.rounding, labels), _row(rules.cumulability, labels)]


def parts(rules):
    """[(name of the part, title, rows)]: windows, days, ranking, money and what is open. No rows: not said."""
    labels, found = labels_of(rules), []
    for name, title in PARTS:
        value = getattr(rules, name)
        items = value if isinstance(value, tuple) else () if value is None else (value,)
        rows = []
        for item in items:
            rows.append(_row(item, labels))
            for below in _BELOW.get(type(item).__name__, ()):
                rows += [_row(one, labels, level=1) for one in getattr(item, below)]
        if rows or name in ALWAYS:
            found.append((name, title, rows))
    return found


def labels_of(rules):
    """{code: words} of what a rule names by its code: supports, target groups, lines of money, measures."""
    named = [*rules.interventions, *rules.groups, *(rules.budget.lines if rules.budget else ())]
    named += [one for rule in rules.criteria if rule.kind == "measures" for one in rule.measures]
    return {one.code: words.text(one.label) for one in reversed(named)}


def _row(rule, labels, *, level=0, unit="euro"):
    sources = getattr(rule, "sources", None)
    if sources is None:
        sources = (rule.source,) if rule.source else ()
    return Row(rule.label, rule.sentence, sources, tuple(_parameters(rule, labels, unit)), level)


def _parameters(rule, labels, unit="euro"):
    """``unit``: what the sums of the support are counted in. A limit on a figure is of that figure, not of euros."""
    kind, below = getattr(rule, "kind", ""), _BELOW.get(type(rule).__name__, ())
    hidden = _FRAME | {"question": {"of"}, "quantity": {"figure"}, "table": {"axes", "values"}}.get(
        kind, set()
    )
    if isinstance(rule, Ages):
        hidden |= _AGES
        if said := words.ages(canonical.plain(rule)):
            yield _("age"), said
    bands = getattr(rule, "bands", None)
    if bands and getattr(rule, "points", None):
        hidden |= {"bands", "points"}
    for field in fields(rule):
        value = getattr(rule, field.name)
        if (
            field.name in hidden
            or field.name in below
            or value is None
            or (not value and value == field.default)
        ):
            continue
        if (kind, field.name, value) == ("quantity", "of", "figure") or (field.name, value) == (
            "unit",
            "euro",
        ):
            continue
        if field.name == "new_year" and not rule.limits:
            continue
        yield from _parameter(rule, field.name, value, labels, unit)
    if kind == "table":
        yield from words.cells(canonical.plain(rule), unit)
    if "bands" in hidden:
        for band, points in zip(bands, rule.points, strict=True):
            yield (
                _("points, %(band)s") % {"band": words.band(canonical.plain(band), rule.of)},
                words.number(points),
            )


def _parameter(rule, key, value, labels, unit):
    kind = getattr(rule, "kind", "")
    if kind == "question" and key in ("answers", "accepted"):
        of = {one.code: words.text(one.label) for one in rule.answers}
        codes = value if key == "accepted" else of
        yield name_of("accepted_answers" if key == "accepted" else key), ", ".join(of[one] for one in codes)
        return
    parts = value if isinstance(value, tuple) and value and is_dataclass(value[0]) else ()
    if parts and not isinstance(value[0], Text):
        for part in parts:
            inner = "; ".join(f"{name}: {said}" for name, said in _parameters(part, labels))
            label = getattr(part, "label", None)
            yield words.text(label) if label else name_of(key), inner
        return
    if key == "of" and (kind == "quantity" or hasattr(rule, "divide_by")):
        key = "by"
    name = name_of("by" if key == "of" and not kind else key)
    if isinstance(value, Text):
        yield name, words.text(value)
    elif key in ("value", "min", "max", "under") and kind == "quantity":
        yield name, words.number(value)
    elif key in ("value", "amount", "total") and unit != "euro":
        yield name, words.total(value, unit)
    else:
        plain = canonical.plain(value)
        yield (
            name,
            words.said(plain if is_dataclass(value) or isinstance(value, tuple) else value, key, labels),
        )
