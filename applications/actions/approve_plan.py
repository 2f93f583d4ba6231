"""Approve the plan and, with it, the calculation: one signature, one frozen determination."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications import refusal
from applications.actions._determine import determine
from applications.actions._notice import end_notice
from applications.actions._plan_signature import put
from applications.actions._transition import transition
from applications.models import IndividualPlan, Party, PlanState, RefusalNotice
from applications.permissions import current_plan


@transaction.atomic
def approve_plan(*, application, by, at, expected_version):
    """Plan to approve → eligible. ``expected_version`` is the plan's version of edit the approver read.

    Refused when the approver wrote it, when the plan changed meanwhile, or when no amount is due.
    Returns the determination.
    """
    row = transition(application=application, verb="approve_plan", by=by, at=at)
    plan = current_plan(row)
    if plan.edit_version != expected_version:
        raise Refused(_("The plan changed while you were reading it: look at the differences, then decide."))
    IndividualPlan.objects.filter(application=row, state=PlanState.APPROVED).update(
        state=PlanState.SUPERSEDED
    )
    plan.state, plan.approved_at, plan.approved_by = PlanState.APPROVED, at, by
    plan.save()
    if Party.MANAGER not in plan.valid_signatures():
        put(plan=plan, party=Party.MANAGER, by=by, at=at)
    end_notice(  # what is accepted is no longer announced as refused
        notice=refusal.open_notice(row),
        outcome=RefusalNotice.Outcome.ACCEPTED,
        by=by,
        at=at,
        on=timezone.localdate(at),
    )
    return determine(application=row, on=timezone.localdate(at), plan=plan, by=by, at=at)
