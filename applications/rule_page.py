"""A rule set as rows a person can read: every parameter, its plain sentence, its source. Nothing is left out.

It walks the dataclasses of ``eligibility``; a parameter without words here is shown by its own name, so that
a new kind of rule appears by itself.
"""

from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.formats import day, euro
from eligibility.text import Text, counted, short

# said elsewhere on the row
_FRAME = frozenset({"code", "label", "sentence", "sources", "source", "kind", "conditions", "steps", "stage"})

NAMES = {
    "name": gettext_lazy("name of the rules"),
    "title": gettext_lazy("title"),
    "valid_from": gettext_lazy("valid from"),
    "valid_to": gettext_lazy("valid to"),
    "accepted": gettext_lazy("accepted kinds"),
    "any_of": gettext_lazy("one of these is enough"),
    "confirmed": gettext_lazy("confirmed by the office"),
    "classes": gettext_lazy("classes"),
    "from_age": gettext_lazy("from age"),
    "inclusive": gettext_lazy("the limit is included"),
    "max": gettext_lazy("limit"),
    "mode": gettext_lazy("rounding"),
    "of": gettext_lazy("cost looked at"),
    "personal_assistant": gettext_lazy("personal assistant"),
    "present": gettext_lazy("there must be one"),
    "regular": gettext_lazy("regularly employed"),
    "stage": gettext_lazy("when it must hold"),
    "to": gettext_lazy("to a multiple of"),
    "together": gettext_lazy("may be had together"),
    "under_age": gettext_lazy("under age"),
    "value": gettext_lazy("amount"),
    "certificate": gettext_lazy("certificates"),
    "channel": gettext_lazy("channel"),
    "choice": gettext_lazy("when alternatives meet"),
    "groups": gettext_lazy("groups"),
    "holds_at": gettext_lazy("must hold"),
    "how": gettext_lazy("compatibility"),
    "max_days_per_year": gettext_lazy("at most, days a year"),
    "measures": gettext_lazy("other measures"),
    "needs": gettext_lazy("needs"),
    "overlap": gettext_lazy("overlap"),
    "pending": gettext_lazy("while pending"),
    "per": gettext_lazy("paid"),
    "receipt": gettext_lazy("with receipt"),
    "renounce": gettext_lazy("may renounce the other"),
    "to_age": gettext_lazy("to age"),
    "unlisted": gettext_lazy("measures not listed"),
    "year": gettext_lazy("year"),
    "accepted_answers": gettext_lazy("answers that are enough"),
    "answers": gettext_lazy("possible answers"),
    "datum": gettext_lazy("what is asked"),
    "figure": gettext_lazy("code of the figure"),
    "figure_label": gettext_lazy("figure"),
    "max_weekly_hours": gettext_lazy("at most, hours a week"),
    "min_weekly_hours": gettext_lazy("at least, hours a week"),
    "not_before": gettext_lazy("made on this day or later"),
    "unit": gettext_lazy("counted in"),
}
WORDS = {
    "law_104_c3": gettext_lazy("Law 104/1992, art. 3 c. 3"),
    "care_allowance": gettext_lazy("care allowance"),
    "attendance_allowance": gettext_lazy("attendance allowance"),
    "ordinario": gettext_lazy("ordinary ISEE"),
    "sociosanitario": gettext_lazy("social-health ISEE"),
    "sociosanitario_ristretto": gettext_lazy("social-health ISEE, restricted household"),
    "minorenni": gettext_lazy("ISEE for minors"),
    "corrente": gettext_lazy("current ISEE"),
    "carer": gettext_lazy("carer's contract"),
    "minor_project": gettext_lazy("project for the minor"),
    "independent_living_project": gettext_lazy("independent living project"),
    "half_up": gettext_lazy("to the nearest, half up"),
    "down": gettext_lazy("downwards"),
    "application": gettext_lazy("at the application"),
    "ask": gettext_lazy("the family chooses"),
    "award": gettext_lazy("at the award"),
    "each_month": gettext_lazy("every month"),
    "compatible": gettext_lazy("compatible"),
    "compatible_up_to": gettext_lazy("compatible up to"),
    "incompatible": gettext_lazy("incompatible"),
    "direct": gettext_lazy("services"),
    "indirect": gettext_lazy("money"),
    "direct_services": gettext_lazy("direct services"),
    "highest": gettext_lazy("the highest counts"),
    "month": gettext_lazy("per month"),
    "project": gettext_lazy("per project"),
    "unknown": gettext_lazy("not yet known"),
    "accesses": gettext_lazy("accesses"),
    "hours": gettext_lazy("hours"),
    "figure": gettext_lazy("a figure of this call"),
}
# figures that are not euros, whatever they belong to
_PLAIN = frozenset(
    {
        "min_weekly_hours",
        "max_weekly_hours",
        "percent",
        "recovery_percent",
        "min",
        "under",
        "start",
        "end",
        "over",
    }
)


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
    return [_row(rule) for rule in rules.criteria]


def interventions(rules):
    """[(intervention row, its conditions and steps)], in the order of the rule set."""
    found = []
    for item in rules.interventions:
        below = [_row(rule, level=1) for rule in item.conditions]
        below += [_row(step, level=1, unit=item.unit) for step in item.steps]
        found.append((_row(item), below))
    return found


def general(rules):
    """What holds for every amount: rounding, and what may be had together."""
    return [
        _row(rules.rounding),
        _row(rules.cumulability, labels={i.code: i.label for i in rules.interventions}),
    ]


def _row(rule, *, level=0, labels=None, unit="euro"):
    sources = getattr(rule, "sources", None)
    if sources is None:
        sources = (rule.source,) if rule.source else ()
    return Row(rule.label, rule.sentence, sources, tuple(_parameters(rule, labels or {}, unit)), level)


def _parameters(rule, labels, unit="euro"):
    """``unit``: what the sums of the support are counted in. A limit on a figure is of that figure, not of euros."""
    asks = getattr(rule, "kind", "")
    for field in fields(rule):
        value = getattr(rule, field.name)
        if field.name in _FRAME or value is None or (not value and value == field.default):
            continue
        if isinstance(value, tuple) and value and is_dataclass(value[0]) and not isinstance(value[0], Text):
            for part in value:
                inner = [f"{name}: {said}" for name, said in _parameters(part, labels)]
                label = getattr(part, "label", None)
                yield _text(label) if label else str(NAMES.get(field.name, field.name)), "; ".join(inner)
            continue
        name = str(
            NAMES.get(
                "accepted_answers" if asks == "question" and field.name == "accepted" else field.name,
                field.name,
            )
        )
        if isinstance(value, Decimal):
            plain = field.name in _PLAIN or asks == "quantity"
            yield name, _text(short(value)) if plain else _sum(value, unit)
            continue
        if field.name == "values":
            share = rule.effect == "percent"
            rows = [[_text(short(one)) if share else _sum(one, unit) for one in row] for row in value]
            yield name, "; ".join(", ".join(row) for row in rows)
            continue
        if asks == "question" and field.name == "accepted":
            words = {one.code: _text(one.label) for one in rule.answers}
            yield name, ", ".join(words[code] for code in value)
            continue
        yield name, _said(value, labels)


def _sum(value, unit):
    """Euros as everywhere on the screen, or a number of services."""
    return euro(value) if unit == "euro" else _text(counted(value, unit))


def _text(text):
    """The words of a Text in the language in use."""
    return text.said(get_language())


def _said(value, labels):
    if isinstance(value, Text):
        return _text(value)
    if is_dataclass(value):
        return "; ".join(f"{name}: {said}" for name, said in _parameters(value, labels))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return euro(value)
    if isinstance(value, tuple):
        joint = " + " if labels and value and isinstance(value[0], str) else ", "
        return joint.join(_said(one, labels) for one in value) if value else _("none")
    if hasattr(value, "year"):
        return day(value)
    if value in labels:
        return _text(labels[value])
    return str(WORDS.get(value, value))
