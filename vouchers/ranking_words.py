"""What is said of a ranking: what changed since, where the money ends, how two versions differ."""

from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.formats import day, euro, number
from vouchers.models import RankingRow

NOTHING = Decimal("0.00")
Class = RankingRow.Class


def changes(before, after):
    """[(ref or "", sentence)] of what differs between two stated inputs: the stale page says what."""
    found = []
    if before.get("available") != after.get("available"):
        found.append(("", _("the money of the lines changed")))
    if before.get("rules") != after.get("rules"):
        found.append(("", _("the rules of the call changed")))
    old, new = before.get("cases", {}), after.get("cases", {})
    found += [(ref, _("came in")) for ref in sorted(new.keys() - old.keys())]
    found += [(ref, _("went out")) for ref in sorted(old.keys() - new.keys())]
    found += [(ref, _("changed")) for ref in sorted(old.keys() & new.keys()) if old[ref] != new[ref]]
    for name, words in (("suspended", _("documents awaited")), ("not_admitted", _("not admitted"))):
        known = set(before.get(name, ()))
        found += [(ref, words) for ref in sorted(set(after.get(name, ())) - known)]
    return found


def needed(rows, available):
    """Euro more that would fund everybody, over all the lines."""
    asked = {}
    for row in rows:
        for code, euros in row.costs.items():
            asked[code] = asked.get(code, NOTHING) + Decimal(euros)
    have = {code: Decimal(euros) for code, euros in available.items()}
    return sum((max(euros - have.get(code, NOTHING), NOTHING) for code, euros in asked.items()), NOTHING)


def cut_line(rows, left, policy, labels):
    """What is said between the last funded and the first who is not; "" when everybody is funded or nobody ranked."""
    first = next((row for row in rows if row.outcome == Class.WAITING), None)
    if first is None:
        return ""
    short = [code for code in first.costs if Decimal(first.costs[code])]
    where = ", ".join(labels.get(code, code) for code in short) or "–"
    said = _("Here the free money of “%(lines)s” ends: %(left)s remain, place %(n)s asks for %(cost)s.") % {
        "lines": where,
        "left": euro(sum((Decimal(left.get(code, "0")) for code in short), NOTHING)),
        "n": number(first.position),
        "cost": euro(first.cost),
    }
    return f"{said} {POLICY_WORDS[policy]()}"


POLICY_WORDS = {
    "stop": lambda: _("The order is kept: nobody below passes before."),
    "skip": lambda: _("The money goes to the next in order whom it is enough for."),
    "partial": lambda: _("The first who did not fit has the part that was left."),
}


def differences(rows, before):
    """[(row, sentence)] of a version against the one before it (rows with ``application_id``)."""
    old = {row.application_id: row for row in before}
    found = []
    for row in rows:
        was = old.pop(row.application_id, None)
        if was is None:
            found.append((row, _("new on the list")))
            continue
        said = []
        if was.position != row.position:
            told = {"a": was.position or "–", "b": row.position or "–"}
            said.append(_("place %(a)s → %(b)s") % told)
        if was.outcome != row.outcome:
            said.append(f"{was.get_outcome_display()} → {row.get_outcome_display()}")
        if was.cost != row.cost and not row.paid_already:
            said.append(f"{euro(was.cost)} → {euro(row.cost)}")
        if said:
            found.append((row, ", ".join(said)))
    found += [(row, _("not on the list any more")) for row in old.values()]
    return found


def value_said(figure):
    """One figure of a row as people read it."""
    value = figure["value"]
    if not value:
        return "–"
    if figure.get("by") == "isee":
        return euro(Decimal(value))
    if "T" in value:
        return f"{day(date.fromisoformat(value[:10]))} {value[11:16]}"
    return value.replace(".", ",") if get_language() == "it" else value
