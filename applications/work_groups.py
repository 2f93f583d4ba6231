"""How the rows of the work queue are put together: many alike in one row with one deed, groups by urgency."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.formats import day

MINE, OFFICE, UNASSIGNED = "mie", "comune", "nessuno"
FOLD_FROM = 4  # so many alike become one row


@dataclass(frozen=True)
class Fold:
    """How many tasks of one kind become one row.

    ``label`` has %(n)s, ``why`` may have %(day)s. ``do``: (words, icon) of the button; ``where(tasks, whose)``: the
    address that does it. ``by_day``: only those due on the same day are one row; otherwise its day is the first.
    """

    label: object
    why: object
    do: tuple
    where: Callable
    by_day: bool = False


def _letters(tasks, whose):
    query = {"tipo": "isee", "scade": tasks[0].due_on.isoformat(), "di": whose, "passo": tasks[0].code}
    return f"{reverse('applications:write_to_families')}?{urlencode(query | {'da': 'lavoro'})}"


_LETTERS = (gettext_lazy("Prepare the letters"), "mail")
FOLDS = {
    "renew_isee": Fold(
        gettext_lazy("Ask %(n)s families for the new ISEE"),
        gettext_lazy("Their ISEE ends on the same day: %(day)s."),
        _LETTERS, _letters, by_day=True,
    ),
    "chase_isee": Fold(
        gettext_lazy("Ask %(n)s families again for the new ISEE"),
        gettext_lazy("Their ISEE ended on the same day, %(day)s, and the new one was already asked for."),
        _LETTERS, _letters, by_day=True,
    ),
    "isee_awaited": Fold(
        gettext_lazy("New ISEE from %(n)s families"),
        gettext_lazy("Asked of each of them; the one in the case ends on %(day)s."),
        _LETTERS, _letters, by_day=True,
    ),
    "approve_plan": Fold(
        gettext_lazy("Approve %(n)s Individual Plans"),
        gettext_lazy("Those with nothing to read first can be signed together."),
        (gettext_lazy("Read and decide"), "file-signed"),
        lambda tasks, whose: reverse("applications:approvals"),
    ),
}  # fmt: skip


def also_fold(code, fold):
    """Let the tasks ``code`` become one row: an app above has the page that does them together."""
    FOLDS[code] = fold


def _sort(code, waiting, due_on):
    """What is one row: tasks alike in this."""
    how = FOLDS.get(code)
    if how is None or (waiting and not how.by_day):  # each of those that wait can be reminded by itself
        return None
    return code, waiting, due_on or date.max if how.by_day else date.min


def kind_of(code):
    """The kind of a row, put together or not: what the filter by kind names."""
    single = code.removesuffix("s")
    return single if single in FOLDS else code


def fold(found, *, whose=MINE):
    """The same tasks, those of one kind that are many put into one row, with the first names and how many others."""
    rows, alike = [], []
    for task in found:
        key = _sort(task.code, task.waiting, task.due_on)
        rows.append(task) if key is None or task.case is None else alike.append((key, task))
    alike.sort(key=lambda one: (one[0], one[1].due_on or date.max))
    for _key, pairs in groupby(alike, key=lambda one: one[0]):
        same = [task for _one, task in pairs]
        rows += same if len(same) < FOLD_FROM else [_folded(same, whose)]
    return rows


def days_of_rows(tasks):
    """[day of each row] of the tasks [(code, day)], none of them waiting, once they are folded."""
    days, alike = [], {}
    for code, due_on in tasks:
        key = _sort(code, False, due_on)
        (days if key is None else alike.setdefault(key, [])).append(due_on)
    for same in alike.values():
        days += same if len(same) < FOLD_FROM else [min((one for one in same if one), default=None)]
    return days


def _folded(same, whose):
    first = same[0]
    how = FOLDS[first.code]
    its_cases = f"{reverse('applications:list')}?vista=isee"
    together = how.where(same, whose)
    if (
        first.waiting and first.action_url == first.url
    ):  # nothing this person does: the cases, to be looked at
        do, icon, together = _("See the cases"), "arrow-right", its_cases
    else:
        do, icon = how.do
    return replace(
        first,
        label=str(how.label) % {"n": len(same)},
        why=str(how.why) % {"day": day(first.due_on)},
        url=its_cases if how.by_day else together,
        action=str(do),
        action_url=together,
        icon=icon,
        source=first.source if all(one.source == first.source for one in same) else (),
        case=None,
        person=", ".join(task.case.person.last_name for task in same[:3]),
        others=len(same) - 3,
        since=None,
        remind_url="",
        code=f"{first.code}s",
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
