"""Send the plan back with what must change, also beside the rows it is about."""

from django.db import transaction

from applications.actions._transition import transition
from applications.models import PlanComment, PlanState
from applications.permissions import current_plan


@transaction.atomic
def return_plan(*, application, by, at, note, comments=()):
    """Plan to approve → plan to correct. ``note`` says what must change.

    ``comments``: dicts of section, row_key, about, text; those of earlier rounds stay, with their time.
    """
    row = transition(application=application, verb="return_plan", by=by, at=at, note=note)
    plan = current_plan(row)
    plan.state, plan.returned_at, plan.returned_by, plan.return_reason = PlanState.RETURNED, at, by, note
    plan.save()
    PlanComment.objects.bulk_create(
        PlanComment(plan=plan, written_at=at, written_by=by, **comment) for comment in comments
    )
    return row
