"""Send the plan back with what must change, also beside the rows it is about."""

from django.db import transaction

from applications.actions._decide import delegation_for, register, same_as_read
from applications.actions._transition import transition
from applications.models import PlanComment, PlanDecision, PlanState
from applications.permissions import current_plan


@transaction.atomic
def return_plan(*, application, by, at, note, comments=(), read=None):
    """Plan to approve → plan to correct. ``note`` says what must change.

    ``comments``: dicts of section, row_key, about, text; those of earlier rounds stay, with their time. ``read``: the
    plan and the version of its edit the comments were written beside, None when there was nothing to read.
    """
    row = transition(application=application, verb="return_plan", by=by, at=at, note=note)
    plan = current_plan(row)
    if read is not None:
        same_as_read(plan=plan, read=read, at=at)
    delegation = delegation_for(plan=plan, by=by, at=at)
    register(plan=plan, kind=PlanDecision.Kind.RETURNED, by=by, at=at, note=note, delegation=delegation)
    plan.state, plan.returned_at, plan.returned_by, plan.return_reason = PlanState.RETURNED, at, by, note
    plan.save()
    PlanComment.objects.bulk_create(
        PlanComment(plan=plan, written_at=at, written_by=by, **comment) for comment in comments
    )
    return row
