"""What another sum, a ceiling or another way to end would do to a ranking. Saves nothing."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formats import euro
from vouchers import ranking_inputs, rankings
from vouchers.rankings import NOTHING, Class


def what_if(snapshot, data, *, on):
    """What another sum, a monthly ceiling, a highest ISEE or another way to end would do. Saves nothing.

    ``data``: the cleaned WhatIfForm. (sentence, [(row, "before → after")] of who changes outcome); (None, []) when
    nothing is asked.
    """
    asked = {name: value for name, value in data.items() if value not in (None, "") and name != "linea"}
    if not asked or asked == {"se_finisce": snapshot.policy}:
        return None, []
    inputs = ranking_inputs.gather(snapshot.call, snapshot.list_code, on=on)
    if rankings.blockers(inputs) or not inputs.entries:
        return _("The list cannot be computed now: some cases are open, or nobody is waiting."), []
    policy = data.get("se_finisce") or snapshot.policy
    plain = rankings.ranked(inputs, snapshot.policy)
    if extra := data.get("soldi"):
        line = data.get("linea") or next(iter(inputs.available))
        inputs.available = inputs.available | {line: inputs.available[line] + extra}
    if (highest := data.get("isee")) is not None:
        inputs.entries = [one for one in inputs.entries if one.figures.get("isee", NOTHING) <= highest]
    if ceiling := data.get("tetto"):
        inputs.entries = [_capped(one, ceiling) for one in inputs.entries]
    other = rankings.ranked(inputs, policy)
    return _told(plain, other), _moves(plain, other)


def _moves(before, after):
    """[(row, sentence)] of the ranked cases that one sum funds and the other does not, in the order of the places."""
    was, found = {row.case.pk: row for row in before.rows}, []
    for row in after.rows:
        old = was.pop(row.case.pk, None)
        if old is not None and old.outcome != row.outcome:
            found.append((row, f"{Class(old.outcome).label} → {Class(row.outcome).label}"))
    return found + [(row, _("not on the list")) for row in was.values() if row.position]


def _capped(entry, ceiling):
    """The entry with at most ``ceiling`` euro a month: its costs go down with it."""
    if entry.monthly <= ceiling:
        return entry
    costs = {code: (euros * ceiling / entry.monthly).quantize(NOTHING) for code, euros in entry.costs.items()}
    return replace(entry, monthly=ceiling, costs=costs)


def _told(before, after):
    """The difference in one sentence."""
    old, new = (sum(row.outcome == Class.FUNDED for row in one.rows) for one in (before, after))
    left = sum((Decimal(one) for one in after.left.values()), NOTHING)
    less = sum(
        1
        for row in after.rows
        if any(row.case == one.case and row.monthly < one.monthly for one in before.rows if one.monthly)
    )
    said = [ngettext("%(n)s case funded", "%(n)s cases funded", new) % {"n": new}]
    if new != old:
        said.append(_("%(n)s more") % {"n": new - old} if new > old else _("%(n)s fewer") % {"n": old - new})
    if less:
        said.append(ngettext("%(n)s gets less a month", "%(n)s get less a month", less) % {"n": less})
    return f"{', '.join(said)}. " + _("%(left)s remain.") % {"left": euro(left)}
