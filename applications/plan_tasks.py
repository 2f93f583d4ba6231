"""Reviews and new versions of plans as tasks of "My work"; a review's day comes from the plan, or from the last one."""

from datetime import timedelta

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day
from applications.links import case_url, page_of
from applications.models import IndividualPlan, PlanReview, PlanState
from applications.plan_verbs import STATES
from applications.steps import DAYS_TO_CORRECT, DAYS_TO_PLAN
from applications.work import MINE, UNASSIGNED, Task, source
from applications.workflow import OPEN, PAID

DAYS_BEFORE = 30  # of the office: how long before its day a review becomes a task


def due(*, user, on, whose):
    """The plans something is to be done with, with ``next_review`` and what the last review ``came_out``. One query.

    Approved, of an open case: the next review is near or late, or the last one said to write it anew. In progress,
    while the case is paid: the new version is to be finished, or corrected.
    """
    newer = IndividualPlan.objects.filter(
        application=OuterRef("application"), version__gt=OuterRef("version")
    )
    last = PlanReview.objects.filter(plan=OuterRef("pk")).order_by("-recorded_at", "-pk")
    rows = (
        IndividualPlan.objects.visible_to(user)
        .annotate(came_out=Subquery(last.values("outcome")[:1]), said=Subquery(last.values("next_on")[:1]))
        .annotate(next_review=Case(When(came_out__isnull=True, then=F("review_on")), default=F("said")))
        .filter(
            Q(state=PlanState.APPROVED, application__status__in=[one.value for one in OPEN])
            & (Q(next_review__lte=on + timedelta(days=DAYS_BEFORE)) | Q(came_out=PlanReview.Outcome.CHANGE))
            & ~Exists(newer)
            | Q(state__in=STATES["submit_plan"], application__status__in=[one.value for one in PAID])
        )
    )
    if whose == MINE:
        rows = rows.filter(application__case_manager=user)
    if whose == UNASSIGNED:
        rows = rows.filter(Q(application__case_manager=None))
    return rows.select_related("application__person", "application__municipality")


@source
def reviews(*, user, on, whose):
    """One task for each of them."""
    if not user.may("plan.write"):
        return []
    return [
        Task(
            url=case_url(plan.application),
            case=plan.application,
            person=plan.application.person.full_name,
            age=plan.application.person.age_on(on),
            **_words(plan),
        )
        for plan in due(user=user, on=on, whose=whose)
    ]


def _words(plan):
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
