"""The work queue: whose steps are shown, in which words, in which group. Tasks are computed, none is stored.

The steps themselves are in ``steps.py``. Other packages add tasks of their own with ``@source`` (blocked
payments, for instance).
"""

import logging
from copy import copy
from dataclasses import replace
from datetime import date

from django.db import DatabaseError
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formats import day_words
from applications import reasons, reminders
from applications.bulk_permissions import may_assign
from applications.links import case_url, page_of
from applications.models import Application, IndividualPlan, PlanState
from applications.permissions import current_plan
from applications.steps import BY_CODE, steps_of, with_next_step
from applications.task import Task
from applications.what_ends import BESIDE, beside, with_what_ends
from applications.work_groups import MINE, OFFICE, UNASSIGNED, days_of_rows, fold
from applications.workflow import OPEN

logger = logging.getLogger(__name__)
BY_LETTER = {"renew_isee": "isee", "chase_isee": "isee", "documents": "documenti", "isee_awaited": "isee"}
FOUR_EYES = ("approve_plan", "award")  # who prepared the plan waits for somebody else

_sources, _notices = [], []


def source(function):
    """Register ``function(user, on, whose) -> list[Task]``: another package's tasks, two queries at most."""
    _sources.append(function)
    return function


def notice(function):
    """Register ``function(user, on) -> [(title, text, url or "")]``: what is good to know today, one query at most."""
    _notices.append(function)
    return function


def notices(*, user, on):
    """What the packages above want known today."""
    return [row for function in _notices for row in function(user=user, on=on)]


def tasks_elsewhere(*, user, on, whose):
    """The tasks of the packages above. Those of one that fails are one row that says so: the others stay."""
    found = []
    for function in _sources:
        try:
            found += function(user=user, on=on, whose=whose)
        except DatabaseError:
            logger.exception("the tasks of %s could not be read", function.__module__)
            found.append(_unread(on))
    return found


def _unread(on):
    here = reverse("applications:work")
    why = _(
        "The others are all here. Try again in a minute; if it goes on, tell the person who runs the system."
    )
    return Task(
        _("Some tasks could not be read"),
        here,
        _("Try again"),
        here,
        "refresh",
        why=why,
        due_on=on,
        code="unread",
    )


def cases_of(*, user, on, whose=MINE):
    """The cases with a next step that concern ``user``: own and the role's, the office's, or nobody's."""
    rows = _perhaps(user, on, whose).exclude(step="")
    if whose == MINE:
        by_role = [step.code for step in _by_role(user)]
        rows = rows.filter(Q(case_manager=user) | Q(step__in=by_role))
    return rows


def _by_role(user):
    return [step for step in steps_of(user) if step.by_role and user.may(step.permission)]


def _perhaps(user, on, whose):
    """Every case that may concern ``user``, with its steps, which are not looked at yet."""
    cases = Application.objects.visible_to(user).filter(
        status__in=[s.value for s in OPEN], person__died_on=None
    )
    if whose == UNASSIGNED:
        cases = cases.filter(case_manager=None)
    elif whose == MINE:  # first by status, which has an index, then by step
        statuses = {status.value for step in _by_role(user) for status in step.statuses}
        cases = cases.filter(Q(case_manager=user) | Q(status__in=statuses))
    return with_what_ends(with_next_step(cases, user=user, on=on), on=on)


def acts(case, *, user):
    """True when the next step of the case (a row of ``with_next_step``) is this person's to take."""
    step = BY_CODE.get(case.step)
    return bool(step and step.permission and user.may(step.permission))


def counts(*, user, on):
    """(to do, overdue among them) for the sidebar: what "My work" lists as one's own, waiting excluded."""
    codes = [step.code for step in steps_of(user) if step.permission and user.may(step.permission)]
    rows = []
    if codes:
        columns = ("pk", "case_manager", "step", "due_on", *BESIDE)
        by_role = {step.code for step in _by_role(user)}
        # The rows are sifted here: each condition on the step would write the whole table of steps once more.
        perhaps = _perhaps(user, on, MINE).values_list(*columns)
        found = [(pk, *row) for pk, who, *row in perhaps if row[0] and (who == user.pk or row[0] in by_role)]
        own = _prepared_by(user, [pk for pk, step, *_days in found if step in FOUR_EYES and step in codes])
        rows = [
            (step, day)
            for pk, step, day, *_days in found
            if step in codes and (step not in FOUR_EYES or pk not in own)
        ]
        found = [row[1:] for row in found]
        if user.may("case.write"):
            rows += [
                (f"{code}_beside", due) for step, _day, *days in found for code, due in beside(step, days)
            ]
    if _gives_out(user) and unassigned(user).exists():
        rows.append(("assign", None))
    elsewhere = tasks_elsewhere(user=user, on=on, whose=MINE)
    due = days_of_rows(rows + [(task.code, task.due_on) for task in elsewhere if not task.waiting])
    return len(due), sum(1 for one in due if one and one < on)


def _prepared_by(user, cases):
    """The ids among ``cases`` whose plan in progress or approved ``user`` prepared. No query for nothing."""
    if not cases:
        return set()
    plans = IndividualPlan.objects.filter(
        application__in=cases,
        state__in=[PlanState.SUBMITTED, PlanState.APPROVED],
        authors__contains=[user.pk],
    )
    return set(plans.values_list("application", flat=True))


def tasks(*, user, on, whose=MINE):
    """The rows of the queue, most urgent first. Five queries at most, and those of the sources."""
    cases = list(cases_of(user=user, on=on, whose=whose).with_people().order_by("due_on", "pk"))
    _prefetch(cases)
    reminded = reminders.last_by_case([case.pk for case in cases if case.step in reminders.REMINDED])
    found = [task_of(case, user=user, on=on, reminded=reminded.get(case.pk)) for case in cases]
    if user.may("case.write"):
        found += [task for case in cases for task in _beside(case, user, on)]
    found += tasks_elsewhere(user=user, on=on, whose=whose)
    if whose == MINE and _gives_out(user):
        found += _to_give_out(user)
    return sorted(fold(found, whose=whose), key=lambda task: (task.due_on or date.max, task.person))


def _beside(case, user, on):
    """The evidence that ends and the next step hides: rows of their own, not folded with those found by their step."""
    for code, day in beside(case.step, [getattr(case, name) for name in BESIDE]):
        one = copy(case)
        one.step, one.due_on, one.since = code, day, None
        task = task_of(one, user=user, on=on)
        yield replace(task, code=f"{task.code}_beside")


def unassigned(user):
    """The open cases ``user`` sees that nobody follows."""
    return Application.objects.visible_to(user).filter(
        status__in=[s.value for s in OPEN], case_manager__isnull=True
    )


def _gives_out(user):
    """Whoever answers for the Ambito has the cases nobody follows among their own tasks."""
    return user.may("case.decide") and may_assign(user) is None


def _to_give_out(user):
    number = unassigned(user).count()
    if not number:
        return []
    label = ngettext(
        "Assign %(n)s case that nobody follows", "Assign %(n)s cases that nobody follows", number
    )
    return [
        Task(
            label=label % {"n": number},
            url=f"{reverse('applications:work')}?di={UNASSIGNED}",
            action=_("Assign"),
            action_url=all_unassigned_url(),
            icon="user",
            why=_("Until somebody follows them their steps are on nobody's list."),
            code="assign",
        )
    ]


def all_unassigned_url():
    """Where all the cases nobody follows are given to one person."""
    query = {"tutte": 1, "filtri": "vista=assegnare", "da": "lavoro"}
    return f"{reverse('applications:assign')}?{urlencode(query)}"


def renewals(*, user, on, whose, due_on, step="renew_isee"):
    """The cases folded into one row: those of the queue whose ISEE ends on ``due_on``, to be asked for (or, by another
    ``step``, asked for again)."""
    whose = whose if whose in (OFFICE, UNASSIGNED) else MINE
    step = step if BY_LETTER.get(step) == "isee" else "renew_isee"
    return cases_of(user=user, on=on, whose=whose).filter(step=step, due_on=due_on)


def _prefetch(cases):
    """What the reasons of the rows are made of, only for the rows that say them."""
    drafts = [case for case in cases if case.step == "complete_draft"]
    prefetch_related_objects(drafts, "person__certificates", "person__isee_set")
    plans = IndividualPlan.objects.select_related("returned_by", "submitted_by", "approved_by")
    planned = [case for case in cases if case.step in ("correct_plan", "approve_plan", "award", "ranking")]
    prefetch_related_objects(planned, Prefetch("plans", queryset=plans))


def task_of(case, *, user, on, reminded=None):
    """The row of one case of ``with_next_step``, in words. ``reminded``: the last reminder (an Event) or None."""
    step = BY_CODE[case.step]
    waiting = not acts(case, user=user)
    if step.code in FOUR_EYES and not waiting:
        # four eyes: who prepared the plan waits for somebody else
        plan = current_plan(case)
        waiting = plan is not None and user.pk in plan.prepared_by_ids
    url = case_url(case)
    by_letter = waiting and step.code in BY_LETTER and user.may("case.write")
    may_remind = waiting and reminders.waits_for_an_office(case, user=user)
    return Task(
        label=str(step.waiting_label or step.label) if waiting else str(step.label),
        url=url,
        action=_("Write to the family") if by_letter else _("Open the case") if waiting else str(step.action),
        action_url=url if waiting and not by_letter else _where(case, step),
        icon="arrow-right" if waiting else step.icon,
        why=_with_reminder(reasons.why(case, on=on), reminded),
        remind_url=reverse("applications:remind", args=[case.ref])
        if may_remind and not (reminded and timezone.localdate(reminded.at) == on)
        else "",
        source=reasons.source(case),
        due_on=case.due_on,
        since=case.since,
        waiting=waiting,
        case=case,
        person=case.person.full_name,
        age=case.person.age_on(on),
        code=step.code,
        kind=str(step.label),
    )


def _where(case, step):
    """The page that does the step; a letter to the family has one page for one and for many."""
    if step.code in BY_LETTER:
        query = {"tipo": BY_LETTER[step.code], "case": case.ref, "da": "lavoro"}
        return f"{reverse('applications:write_to_families')}?{urlencode(query)}"
    return page_of(case, step.verb) if step.verb != "case" else case_url(case, "requisiti")


def _with_reminder(text, reminded):
    if reminded is None:
        return text
    said = _("Reminder of %(day)s by %(name)s.") % {
        "day": day_words(reminded.at),
        "name": reminded.by.full_name if reminded.by else "–",
    }
    return f"{text} {said}"
