"""Approve the plan and, with it, the calculation: one signature, one frozen determination."""

from django.db import transaction
from django.utils import timezone

from applications import approving, plan_papers, refusal
from applications.actions._decide import delegation_for, register, same_as_read, same_total
from applications.actions._determine import determine
from applications.actions._notice import end_notice
from applications.actions._plan_signature import put
from applications.actions._transition import transition
from applications.facts import assess_case
from applications.models import IndividualPlan, Party, PlanDecision, PlanState, RefusalNotice
from applications.newest import current_plan
from applications.workflow import PAID


@transaction.atomic
def approve_plan(*, application, by, at, expected_version, expected_plan=None, expected_total=None):
    """Plan to approve → eligible; the new version of a case that is paid takes the place of the one before.

    ``expected_plan`` and ``expected_version``: the plan the approver read and its version of edit; ``expected_total``:
    the euro a month that were on the page.

    Refused when the approver prepared it or stands in for who did, when the plan or the calculation changed meanwhile,
    or when no amount is due. Returns the determination; None for a case that is paid, whose amount
    stays the one granted.
    """
    row = transition(application=application, verb="approve_plan", by=by, at=at)
    plan = current_plan(row)
    same_as_read(plan=plan, read=(expected_plan or plan.pk, expected_version), at=at)
    if expected_total is not None:
        same_total(assess_case(row, on=timezone.localdate(at)), expected_total)
    delegation = delegation_for(plan=plan, by=by, at=at)
    IndividualPlan.objects.filter(application=row, state=PlanState.APPROVED).update(
        state=PlanState.SUPERSEDED
    )
    plan.state, plan.approved_at, plan.approved_by = PlanState.APPROVED, at, by
    plan.save()
    if Party.MANAGER not in plan.valid_signatures():
        place = {"name": f"{by.full_name}, {approving.in_place_of(delegation)}"} if delegation else {}
        put(plan=plan, party=Party.MANAGER, by=by, at=at, **place)
    end_notice(  # what is accepted is no longer announced as refused
        notice=refusal.open_notice(row),
        outcome=RefusalNotice.Outcome.ACCEPTED,
        by=by,
        at=at,
        on=timezone.localdate(at),
    )
    made = None
    if row.status not in PAID:
        made = determine(application=row, on=timezone.localdate(at), plan=plan, by=by, at=at)
    register(
        plan=plan,
        kind=PlanDecision.Kind.APPROVED,
        by=by,
        at=at,
        delegation=delegation,
        determination=made,
    )
    plan_papers.start(plan=plan, by=by, at=at)
    return made
