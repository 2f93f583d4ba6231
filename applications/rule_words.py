"""The values of a rule set in words: sums, days, bands, tables, certificates. They take plain data, as in TOML."""

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.formats import day, euro
from applications.rule_names import name_of, word_of
from eligibility.text import counted, short

_SUM = re.compile(r"\d{1,9}\.\d\d")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_MOMENT = re.compile(rf"({_DAY.pattern})[T ](\d\d:\d\d)(?::\d\d)?")
_BAND = frozenset({"start", "over", "end", "under"})
_AGES = frozenset({"from_age", "under_age", "to_age"})
# lists of short names that the text itself gives to its supports, target groups, lines of money and measures
CODES = frozenset({"lines", "groups", "interventions", "instead", "together", "residual_to", "measures"})
# figures that are not euros, whatever they belong to
PLAIN = frozenset(
    {
        "min_weekly_hours", "max_weekly_hours", "percent", "recovery_percent", "min", "under", "start", "end", "over",
        "points", "divide_by", "base", "least",
    }
)  # fmt: skip


def text(words):
    """A Text in the language in use."""
    return words.said(get_language())


def number(value):
    """25, 24,99: a figure without its needless zeros."""
    return text(short(Decimal(value)))


def figure(value, by):
    """A figure of an axis: euro for the ISEE, a plain number for the rest."""
    return euro(Decimal(value)) if by == "isee" else number(value)


def total(value, unit):
    """Euros as everywhere on the screen, or a number of services."""
    return euro(Decimal(value)) if unit == "euro" else text(counted(Decimal(value), unit))


def band(one, by):
    """{over: 10000, end: 25000} → “over 10.000,00 € and up to 25.000,00 €”."""
    low = one.get("over", one.get("start"))
    high = one.get("end", one.get("under"))
    parts = []
    if low is not None and ("over" in one or Decimal(low) > 0):
        words = _("over %(n)s") if "over" in one else _("from %(n)s")
        parts.append(words % {"n": figure(low, by)})
    if high is not None:
        words = _("up to %(n)s") if "end" in one else _("less than %(n)s")
        parts.append(words % {"n": figure(high, by)})
    return _(" and ").join(parts) or _("any figure")


def axis_name(axis):
    """What an axis looks at: the words of the call for a figure of its own."""
    return said(axis["figure_label"]) if axis.get("figure_label") else word_of(axis.get("by", ""))


def cell(step, i, j):
    """The bands a value of a table is for: “ISEE up to 10.000,00 €, hours less than 25”."""
    parts = []
    for axis, n in zip(step.get("axes", ()), (i, j), strict=False):
        bands = axis.get("bands", ())
        if n < len(bands):
            parts.append(f"{axis_name(axis)} {band(bands[n], axis.get('by'))}")
    return ", ".join(parts)


def cells(step, unit="euro"):
    """[(bands, value)] of a whole table, in order."""
    share = step.get("effect") == "percent"
    return [
        (cell(step, i, j), f"{number(value)} %" if share else total(value, unit))
        for i, row in enumerate(step.get("values", ()))
        for j, value in enumerate(row)
    ]


def ages(one):
    """{from_age: 18, under_age: 65} → “from 18 to 64 years”; "" for everybody."""
    low, last = one.get("from_age") or 0, one.get("to_age")
    if one.get("under_age") is not None:
        last = one["under_age"] - 1
    if last is None:
        return _("%(n)s years or more") % {"n": low} if low else ""
    words = _("from %(low)s to %(n)s years") if low else _("up to %(n)s years")
    return words % {"low": low, "n": last}


def need(one):
    """Certificates as they combine: “Law 104 or (civil invalidity, at least 100 % and …)”."""
    if "certificate" in one:
        words = word_of(one["certificate"])
        if one.get("min_percent"):
            words += ", " + _("at least %(n)s %%") % {"n": one["min_percent"]}
        if one.get("recognised_by"):
            words += ", " + _("recognised by %(day)s") % {"day": said(str(one["recognised_by"]))}
        return words
    for key, joint in (("all_of", _(" and ")), ("any_of", _(" or ")), ("among", "; ")):
        if one.get(key):
            parts = [f"({need(part)})" if "certificate" not in part else need(part) for part in one[key]]
            words = joint.join(parts)
            return (
                _("at least %(n)s of: %(list)s") % {"n": one["at_least"], "list": words}
                if key == "among"
                else words
            )
    return ""


def said(value, key="", labels=None):
    """Any value of a rule set as a person reads it. ``key``: what it is a value of; ``labels``: {code: its words}."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return _table(value, key, labels)
    if isinstance(value, list | tuple):
        if key == "values":
            return "; ".join(", ".join(said(one, key) for one in row) for row in value)
        joint = " + " if key == "together" and value and isinstance(value[0], str) else ", "
        if any(isinstance(one, dict | list) for one in value):
            joint = "; "
        return joint.join(said(one, key, labels) for one in value) or _("none")
    if isinstance(value, datetime):
        return _("%(day)s at %(hour)s") % {"day": day(value.date()), "hour": f"{value:%H:%M}"}
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return number(value) if key in PLAIN else euro(value)
    return _scalar(str(value), key, labels or {})


def _scalar(value, key, labels):
    if key in CODES and value in labels:
        return labels[value]
    if _SUM.fullmatch(value):
        return number(value) if key in PLAIN else euro(Decimal(value))
    if found := _MOMENT.fullmatch(value):
        return _("%(day)s at %(hour)s") % {"day": day(date.fromisoformat(found[1])), "hour": found[2]}
    if _DAY.fullmatch(value):
        return day(date.fromisoformat(value))
    return word_of(value, key)


def _table(value, key, labels):
    if "it" in value:
        return value.get("it" if (get_language() or "it").startswith("it") else "en") or value["it"]
    if value.keys() & {"certificate", "any_of", "all_of", "among"}:
        return need(value)
    if "bands" in value and "by" in value:
        return f"{axis_name(value)}: " + "; ".join(band(one, value["by"]) for one in value["bands"])
    if value and value.keys() <= _BAND:
        return band(value, "")
    if isinstance(value.get("label"), dict):
        return said(value["label"])
    if isinstance(value.get("act"), str):
        return ", ".join(filter(None, (value["act"], value.get("article"))))
    rest = [
        f"{name_of(name)}: {said(one, name, labels)}"
        for name, one in value.items()
        if one not in (None, [], "") and name not in _AGES
    ]
    return "; ".join(filter(None, (ages(value) if value.keys() & _AGES else "", *rest)))
