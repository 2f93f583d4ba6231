"""Send the plan to whoever approves it."""

from django.db import transaction

from applications.actions._transition import transition
from applications.models import PlanState
from applications.permissions import current_plan


@transaction.atomic
def submit_plan(*, application, by, at):
    """Being assessed or to correct → plan to approve."""
    row = transition(application=application, verb="submit_plan", by=by, at=at)
    plan = current_plan(row)
    plan.state, plan.submitted_at, plan.submitted_by = PlanState.SUBMITTED, at, by
    plan.save()
    return row
