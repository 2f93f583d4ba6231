"""Reviews of approved plans as tasks of "My work": the day comes from the plan, or from the last review."""

from datetime import timedelta

from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.utils.translation import gettext as _

from accounts.formats import day
from applications.links import case_url, page_of
from applications.models import IndividualPlan, PlanReview, PlanState
from applications.work import MINE, UNASSIGNED, Task, source
from applications.workflow import OPEN

DAYS_BEFORE = 30  # of the office: how long before its day a review becomes a task


def due(*, user, on, whose):
    """The approved plans of open cases whose next review is near or late, with ``next_review``. One query."""
    last = PlanReview.objects.filter(plan=OuterRef("pk")).order_by("-recorded_at", "-pk")
    rows = (
        IndividualPlan.objects.visible_to(user)
        .filter(state=PlanState.APPROVED, application__status__in=[one.value for one in OPEN])
        .annotate(last_review=Subquery(last.values("pk")[:1]), said=Subquery(last.values("next_on")[:1]))
        .annotate(next_review=Case(When(last_review__isnull=True, then=F("review_on")), default=F("said")))
        .filter(next_review__lte=on + timedelta(days=DAYS_BEFORE))
    )
    if whose == MINE:
        rows = rows.filter(application__case_manager=user)
    if whose == UNASSIGNED:
        rows = rows.filter(Q(application__case_manager=None))
    return rows.select_related("application__person", "application__municipality")


@source
def reviews(*, user, on, whose):
    """One task for each review."""
    if not user.may("plan.write"):
        return []
    return [
        Task(
            label=_("Review the Individual Plan"),
            url=case_url(plan.application),
            action=_("Write the review"),
            action_url=page_of(plan.application, "review_plan"),
            icon="note",
            why=_("The plan, version %(n)s, is looked at again on %(day)s.")
            % {"n": plan.version, "day": day(plan.next_review)},
            due_on=plan.next_review,
            case=plan.application,
            person=plan.application.person.full_name,
            age=plan.application.person.age_on(on),
            code="review_plan",
        )
        for plan in due(user=user, on=on, whose=whose)
    ]
