"""Send the plan back with what must change."""

from django.db import transaction

from applications.actions._transition import transition
from applications.models import PlanState
from applications.permissions import current_plan


@transaction.atomic
def return_plan(*, application, by, at, note):
    """Plan to approve → plan to correct. ``note`` says what must change."""
    row = transition(application=application, verb="return_plan", by=by, at=at, note=note)
    plan = current_plan(row)
    plan.state, plan.returned_at, plan.returned_by, plan.return_reason = PlanState.RETURNED, at, by, note
    plan.save()
    return row
