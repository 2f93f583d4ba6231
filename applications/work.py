"""The work queue: whose steps are shown, in which words, in which group. Tasks are computed, none is stored.

The steps themselves are in ``steps.py``. Other packages add tasks of their own with ``@source`` (blocked
payments, for instance).
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formats import day, day_words
from applications.links import case_url, page_of
from applications.models import Application, IndividualPlan
from applications.permissions import current_plan, missing_to_submit
from applications.steps import BY_CODE, DAYS_TO_ASSESS, steps_of, with_next_step
from applications.workflow import OPEN

MINE, OFFICE, UNASSIGNED = "mie", "comune", "nessuno"
FOLD_FROM = 4  # so many renewals due on one day become one row


@dataclass(frozen=True)
class Task:
    """One row of the queue. ``case`` is None for a row of another package. ``others``: people folded in."""

    label: str
    url: str
    action: str
    action_url: str
    icon: str
    why: str = ""
    due_on: date | None = None
    since: object = None
    waiting: bool = False
    case: Application | None = None
    person: str = ""
    age: int | None = None
    others: int = 0
    code: str = ""


_sources = []


def source(function):
    """Register ``function(user, on, whose) -> list[Task]``: another package's tasks, two queries at most."""
    _sources.append(function)
    return function


def tasks_elsewhere(*, user, on, whose):
    """The tasks of the packages above."""
    return [task for function in _sources for task in function(user=user, on=on, whose=whose)]


def cases_of(*, user, on, whose=MINE):
    """The cases with a next step that concern ``user``: own and the role's, the office's, or nobody's."""
    mine = [step for step in steps_of(user) if step.by_role and user.may(step.permission)]
    cases = Application.objects.visible_to(user).filter(status__in=[s.value for s in OPEN])
    if whose == UNASSIGNED:
        cases = cases.filter(case_manager=None)
    elif whose == MINE:  # first by status, which has an index, then by step
        statuses = {status.value for step in mine for status in step.statuses}
        cases = cases.filter(Q(case_manager=user) | Q(status__in=statuses))
    rows = with_next_step(cases, user=user, on=on).exclude(step="")
    if whose == MINE:
        rows = rows.filter(Q(case_manager=user) | Q(step__in=[step.code for step in mine]))
    return rows


def acts(case, *, user):
    """True when the next step of the case (a row of ``with_next_step``) is this person's to take."""
    step = BY_CODE.get(case.step)
    return bool(step and step.permission and user.may(step.permission))


def counts(*, user, on):
    """(to do, overdue among them) for the sidebar: what "My work" lists as one's own, waiting excluded."""
    codes = [step.code for step in steps_of(user) if step.permission and user.may(step.permission)]
    due = []
    if codes:
        rows = list(cases_of(user=user, on=on).filter(step__in=codes).values_list("step", "due_on"))
        renewals = Counter(day for step, day in rows if step == "renew_isee")
        folded = {day for day, number in renewals.items() if number >= FOLD_FROM}
        due = [day for step, day in rows if step != "renew_isee" or day not in folded] + list(folded)
    due += [task.due_on for task in tasks_elsewhere(user=user, on=on, whose=MINE) if not task.waiting]
    return len(due), sum(1 for one in due if one and one < on)


def tasks(*, user, on, whose=MINE):
    """The rows of the queue, most urgent first. Five queries at most, and those of the sources."""
    cases = list(cases_of(user=user, on=on, whose=whose).with_people().order_by("due_on", "pk"))
    _prefetch(cases)
    found = [task_of(case, user=user, on=on) for case in cases]
    found += tasks_elsewhere(user=user, on=on, whose=whose)
    return sorted(fold(found), key=lambda task: (task.due_on or date.max, task.person))


def _prefetch(cases):
    """What the reasons of the rows are made of, only for the rows that say them."""
    drafts = [case for case in cases if case.step == "complete_draft"]
    prefetch_related_objects(drafts, "person__certificates", "person__isee_set")
    plans = IndividualPlan.objects.select_related("returned_by", "submitted_by", "approved_by")
    planned = [case for case in cases if case.step in ("correct_plan", "approve_plan", "award")]
    prefetch_related_objects(planned, Prefetch("plans", queryset=plans))


def task_of(case, *, user, on):
    """The row of one case of ``with_next_step``, in words."""
    step = BY_CODE[case.step]
    waiting = not acts(case, user=user)
    if step.code == "approve_plan" and not waiting:
        # four eyes: who prepared the plan waits for somebody else
        plan = current_plan(case)
        waiting = plan is not None and user.pk in (plan.written_by_id, plan.submitted_by_id)
    url = case_url(case)
    return Task(
        label=str(step.waiting_label or step.label) if waiting else str(step.label),
        url=url,
        action=_("Open the case") if waiting else str(step.action),
        action_url=url
        if waiting
        else page_of(case, step.verb)
        if step.verb != "case"
        else case_url(case, "requisiti"),
        icon="arrow-right" if waiting else step.icon,
        why=_WHY[step.code](case, on),
        due_on=case.due_on,
        since=case.since,
        waiting=waiting,
        case=case,
        person=case.person.full_name,
        age=case.person.age_on(on),
        code=step.code,
    )


def fold(found):
    """Renewals of the ISEE due on one day become one row, with the first name and how many others."""
    rows = [task for task in found if task.code != "renew_isee" or task.waiting]
    renewals = sorted((t for t in found if t.code == "renew_isee" and not t.waiting), key=lambda t: t.due_on)
    for _due_on, same in groupby(renewals, key=lambda task: task.due_on):
        same = list(same)
        rows += same if len(same) < FOLD_FROM else [_folded(same)]
    return rows


def _folded(same):
    first = same[0]
    label = _("Ask %(n)s families for the new ISEE") % {"n": len(same)}
    why = _("Their ISEE ends on the same day: %(day)s.") % {"day": day(first.due_on)}
    names = ", ".join(task.case.person.last_name for task in same[:3])
    return replace(
        first, label=label, why=why, case=None, person=names, others=len(same) - 3, code="renew_isees"
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


def _draft(case, on):
    missing = missing_to_submit(case)
    text = _("Nothing is missing.")
    if missing:
        text = ngettext(
            "%(n)s datum is missing: %(first)s", "%(n)s data are missing. First: %(first)s", len(missing)
        )
        text %= {"n": len(missing), "first": missing[0]}
    closes = _("The call closes on %(day)s.") if case.due_on >= on else _("The call closed on %(day)s.")
    return f"{text} {closes % {'day': day_words(case.due_on)}}"


def _documents(case, on):
    if case.due_on is None:
        return _("Asked of the family.")
    text = _("The family had until %(day)s.") if case.due_on < on else _("The family has until %(day)s.")
    return text % {"day": day_words(case.due_on)}


def _assess(case, on):
    if case.visit_on:
        return _("Home visit on %(day)s.") % {"day": day_words(case.visit_on)}
    return _("%(n)s days from the application of %(day)s.") % {
        "n": DAYS_TO_ASSESS,
        "day": day_words(case.submitted_at),
    }


def _plan_moved(text, name_field):
    def why(case, on):
        plan = current_plan(case)
        who = getattr(plan, name_field, None)
        reason = plan.return_reason if plan else ""
        return text() % {
            "day": day_words(case.plan_moved_at),
            "name": who.full_name if who else "–",
            "reason": reason,
        }

    return why


def _sent_to_us(case):
    text = _("Sent by the Comune of %(office)s on %(day)s.") % {
        "office": case.municipality,
        "day": day_words(case.asked_asst_at),
    }
    if case.reminded_at and case.reminded_at > case.asked_asst_at:
        text += " " + _("The ASST was reminded on %(day)s.") % {"day": day_words(case.reminded_at)}
    return text


def _asst_waited(case, on):
    return _("%(office)s has had the case since %(day)s and has not signed.") % {
        "office": case.health_office or "ASST",
        "day": day_words(case.asked_asst_at),
    }


_WHY = {
    "complete_draft": _draft,
    "chase_documents": _documents,
    "documents": _documents,
    "remind_documents": lambda case, on: (
        _("Asked on %(day)s, and not all of it has arrived.") % {"day": day_words(case.asked_at)}
    ),
    "assess": _assess,
    "sign_social": lambda case, on: _("The social part is written and not signed yet."),
    "send_to_asst": lambda case, on: _("You have signed: without the case the ASST cannot do its part."),
    "answer_disagreement": lambda case, on: (
        _("Written on %(day)s: change your part or answer.") % {"day": day_words(case.disagreed_at)}
    ),
    "escalate_asst": _asst_waited,
    "remind_asst": _asst_waited,
    "remind_reassess": _asst_waited,
    "asst_reassess": _asst_waited,
    "reassess": lambda case, on: _("A new assessment is open: the old one holds until it is signed."),
    "renew_assessment": lambda case, on: (
        _("The assessment holds until %(day)s.") % {"day": day(case.assessed_to)}
    ),
    "asst_signature": lambda case, on: (
        _("From %(office)s, asked on %(day)s.")
        % {"office": case.health_office or "ASST", "day": day_words(case.sent_to_asst_at)}
    ),
    "sign_health": lambda case, on: _sent_to_us(case),
    "write_plan": lambda case, on: _("The assessment is signed by both offices."),
    "correct_plan": _plan_moved(lambda: _("Returned on %(day)s by %(name)s: “%(reason)s”"), "returned_by"),
    "approve_plan": _plan_moved(lambda: _("Sent on %(day)s by %(name)s."), "submitted_by"),
    "award": _plan_moved(lambda: _("Plan approved on %(day)s by %(name)s."), "approved_by"),
    "renew_isee": lambda case, on: (
        _("The ISEE ends on %(day)s: after that day the voucher needs the new one.")
        % {"day": day(case.due_on)}
    ),
    "renew_certificate": lambda case, on: (
        _("The recognition is to be reviewed by %(day)s.") % {"day": day(case.due_on)}
    ),
}
