"""Refuse the application, with the rows of the determination as reasons."""

from django.db import transaction
from django.utils import timezone

from applications import refusal
from applications.actions._decide import register
from applications.actions._determine import determine
from applications.actions._notice import end_notice
from applications.actions._transition import transition
from applications.models import PlanDecision, PlanState, RefusalNotice
from applications.permissions import current_plan
from applications.tasks import start_decision_notice


@transaction.atomic
def reject(*, application, by, at, note=""):
    """→ rejected. Only when the rules say so: missing data never refuse. Returns the determination.

    A plan in progress is rejected with it. The notice is made in the background and cites the observations of the
    family and our answers.
    """
    row = transition(application=application, verb="reject", by=by, at=at, note=note)
    determination = determine(application=row, on=timezone.localdate(at), plan=None, by=by, at=at)
    plan = current_plan(row)
    if plan is not None and plan.state in (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.RETURNED):
        register(
            plan=plan, kind=PlanDecision.Kind.REJECTED, by=by, at=at, note=note, determination=determination
        )
        plan.state = PlanState.SUPERSEDED
        plan.save()
    end_notice(
        notice=refusal.open_notice(row),
        outcome=RefusalNotice.Outcome.REJECTED,
        determination=determination,
        by=by,
        at=at,
        on=timezone.localdate(at),
    )
    start_decision_notice(determination=determination, by=by, at=at)
    return determination
