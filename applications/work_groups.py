"""How the rows of the work queue are put together: renewals of one day in one row, groups by urgency."""

from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.formats import day

MINE, OFFICE, UNASSIGNED = "mie", "comune", "nessuno"
FOLD_FROM = 4  # so many renewals due on one day become one row


def fold(found, *, whose=MINE):
    """Renewals of the ISEE due on one day become one row, with the first name and how many others."""
    rows = [task for task in found if task.code != "renew_isee" or task.waiting]
    renewals = sorted((t for t in found if t.code == "renew_isee" and not t.waiting), key=lambda t: t.due_on)
    for _due_on, same in groupby(renewals, key=lambda task: task.due_on):
        same = list(same)
        rows += same if len(same) < FOLD_FROM else [_folded(same, whose)]
    return rows


def _folded(same, whose):
    first = same[0]
    label = _("Ask %(n)s families for the new ISEE") % {"n": len(same)}
    why = _("Their ISEE ends on the same day: %(day)s.") % {"day": day(first.due_on)}
    names = ", ".join(task.case.person.last_name for task in same[:3])
    query = {"tipo": "isee", "scade": first.due_on.isoformat(), "di": whose, "da": "lavoro"}
    return replace(
        first,
        label=label,
        why=why,
        url=f"{reverse('applications:list')}?vista=isee",
        action=_("Prepare the letters"),
        action_url=f"{reverse('applications:write_to_families')}?{urlencode(query)}",
        icon="mail",
        case=None,
        person=names,
        others=len(same) - 3,
        code="renew_isees",
    )


GROUPS = (
    ("ritardo", lambda task, on: task.due_on is not None and task.due_on < on),
    ("oggi", lambda task, on: task.due_on == on),
    ("settimana", lambda task, on: task.due_on is not None and task.due_on <= on + timedelta(days=7)),
    ("dopo", lambda task, on: True),
)


def grouped(found, *, on):
    """{group: tasks}, in the order of the page; a task is in the first group it fits."""
    groups = {name: [] for name, _fits in GROUPS} | {"attesa": []}
    for task in found:
        name = "attesa" if task.waiting else next(name for name, fits in GROUPS if fits(task, on))
        groups[name].append(task)
    return groups
