"""Reviews and new versions of plans as tasks of "My work"; a review's day comes from the plan, or from the last one."""

from datetime import timedelta

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day, day_words
from applications.links import case_url, page_of
from applications.models import IndividualPlan, PlanReview, PlanState
from applications.plan_verbs import STATES
from applications.steps import BY_CODE, DAYS_TO_APPROVE, DAYS_TO_CORRECT, DAYS_TO_PLAN
from applications.work import MINE, UNASSIGNED, Task, source
from applications.workflow import OPEN, PAID

DAYS_BEFORE = 30  # of the office: how long before its day a review becomes a task


def due(*, user, on, whose):
    """The plans something is to be done with, with ``next_review`` and what the last review ``came_out``. One query.

    For who writes plans. Approved, of an open case: the next review is near or late, or the last one said to write it
    anew. In progress, while the case is paid: the new version is to be finished, or corrected. And for who approves
    too, whoever follows the case: the new version sent for approval, which no step of a paid case says.
    """
    newer = IndividualPlan.objects.filter(
        application=OuterRef("application"), version__gt=OuterRef("version")
    )
    last = PlanReview.objects.filter(plan=OuterRef("pk")).order_by("-recorded_at", "-pk")
    paid = Q(application__status__in=[one.value for one in PAID])
    to_write = (
        Q(state=PlanState.APPROVED, application__status__in=[one.value for one in OPEN])
        & (Q(next_review__lte=on + timedelta(days=DAYS_BEFORE)) | Q(came_out=PlanReview.Outcome.CHANGE))
        & ~Exists(newer)
        | Q(state__in=STATES["submit_plan"]) & paid
    )
    sent = Q(state=PlanState.SUBMITTED) & paid
    if whose == MINE:
        mine = Q(application__case_manager=user)
        to_write &= mine
        sent = sent if user.may("plan.approve") else sent & mine
    rows = (
        IndividualPlan.objects.visible_to(user)
        .annotate(came_out=Subquery(last.values("outcome")[:1]), said=Subquery(last.values("next_on")[:1]))
        .annotate(next_review=Case(When(came_out__isnull=True, then=F("review_on")), default=F("said")))
        .filter(to_write | sent if user.may("plan.write") else sent)
    )
    if whose == UNASSIGNED:
        rows = rows.filter(Q(application__case_manager=None))
    return rows.select_related("application__person", "application__municipality", "submitted_by")


@source
def reviews(*, user, on, whose):
    """One task for each of them."""
    if not (user.may("plan.write") or user.may("plan.approve")):
        return []
    return [
        Task(
            case=plan.application,
            person=plan.application.person.full_name,
            age=plan.application.person.age_on(on),
            url=case_url(plan.application),
            **_words(plan, user),
        )
        for plan in due(user=user, on=on, whose=whose)
    ]


def _to_approve(plan, user):
    """For who may approve and did not prepare it; for the others it waits."""
    step, case = BY_CODE["approve_plan"], plan.application
    waiting = not user.may("plan.approve") or user.pk in plan.prepared_by_ids
    return {
        "label": str(step.waiting_label) if waiting else str(step.label),
        "action": _("Open the case") if waiting else str(step.action),
        "action_url": case_url(case) if waiting else page_of(case, "approve_plan"),
        "icon": step.icon,
        "why": _("Version %(n)s, sent on %(day)s by %(name)s: it takes the place of the one in use.")
        % {
            "n": plan.version,
            "day": day_words(plan.submitted_at),
            "name": plan.submitted_by.full_name if plan.submitted_by else "–",
        },
        "due_on": timezone.localdate(plan.submitted_at) + timedelta(days=DAYS_TO_APPROVE),
        "since": plan.submitted_at,
        "waiting": waiting,
        "code": step.code,
        "kind": str(step.label),
    }


def _words(plan, user):
    if plan.state == PlanState.SUBMITTED:
        return _to_approve(plan, user)
    editor, n = page_of(plan.application, "write_plan"), {"n": plan.version}
    if plan.state == PlanState.RETURNED:
        return {
            "label": _("Correct the new version of the plan"),
            "action": _("Open the plan"),
            "action_url": editor,
            "icon": "pencil",
            "why": _("Version %(n)s was sent back: “%(reason)s”") % {**n, "reason": plan.return_reason},
            "due_on": timezone.localdate(plan.returned_at) + timedelta(days=DAYS_TO_CORRECT),
            "code": "correct_new_plan",
        }
    if plan.state == PlanState.DRAFT:
        return {
            "label": _("Finish the new version of the plan"),
            "action": _("Write the plan"),
            "action_url": editor,
            "icon": "pencil",
            "why": _("Version %(n)s is begun and not sent for approval yet.") % n,
            "due_on": timezone.localdate(plan.written_at) + timedelta(days=DAYS_TO_PLAN),
            "code": "finish_new_plan",
        }
    if plan.came_out == PlanReview.Outcome.CHANGE:
        return {
            "label": _("Write the new version of the plan"),
            "action": _("Write the plan"),
            "action_url": f"{editor}?nuova=1",
            "icon": "pencil",
            "why": _("The review of version %(n)s said that the plan must change.") % n,
            "due_on": plan.next_review,
            "code": "renew_plan",
        }
    return {
        "label": _("Review the Individual Plan"),
        "action": _("Write the review"),
        "action_url": page_of(plan.application, "review_plan"),
        "icon": "note",
        "why": _("The plan, version %(n)s, is looked at again on %(day)s.")
        % {**n, "day": day(plan.next_review)},
        "due_on": plan.next_review,
        "code": "review_plan",
    }
