"""Send the plan to whoever approves it: sending it is the signature of the social worker."""

from django.db import transaction

from accounts.models import Office
from applications.actions._plan_signature import put
from applications.actions._transition import transition
from applications.models import Application, Party, PlanState
from applications.permissions import current_plan


@transaction.atomic
def submit_plan(*, application, by, at):
    """Being assessed or to correct → plan to approve. Who sends it signs it, unless the paper is already there."""
    row = Application.objects.lock(application.pk)
    plan = current_plan(row)
    sent = {"plan": plan.pk, "hash": plan.content_hash} if plan else {}  # each sending stays in the register
    row = transition(application=row, verb="submit_plan", by=by, at=at, data=sent)
    plan = current_plan(row)
    plan.state, plan.submitted_at, plan.submitted_by = PlanState.SUBMITTED, at, by
    plan.save()
    if by.office.kind != Office.Kind.HEALTH_AUTHORITY and Party.SOCIAL not in plan.valid_signatures():
        put(plan=plan, party=Party.SOCIAL, by=by, at=at)
    return row
