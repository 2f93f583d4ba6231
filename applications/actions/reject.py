"""Refuse the application, with the rows of the determination as reasons."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications import approving, refusal
from applications.actions._decide import register, same_as_read
from applications.actions._determine import determine
from applications.actions._notice import end_notice
from applications.actions._transition import transition
from applications.models import Application, PlanDecision, PlanState, RefusalNotice
from applications.newest import current_plan
from applications.plan_page import in_progress
from applications.tasks import start_decision_notice


@transaction.atomic
def reject(*, application, by, at, note="", read=None, large_print=None):
    """→ rejected. Only when the rules say so: missing data never refuse. Returns the determination.

    ``read``: the plan in progress and the version of its edit that were on the page, (None, None) when there was none;
    None: nothing was read. ``large_print``: the notice in 16 points; None: as the person asked.

    Refused when the plan is another, or was edited, meanwhile.

    A plan in progress is rejected with it. The notice is made in the background and cites the observations of the
    family and our answers.
    """
    row = Application.objects.lock(application.pk)
    plan, on = in_progress(row), timezone.localdate(at)
    if read is not None and plan is None and read != (None, None):
        raise Refused(_("The plan you read is no longer waiting: open the page again."))
    if read is not None and plan is not None:
        same_as_read(plan=plan, read=read, at=at)
    delegation = approving.usable_to_reject(row, current_plan(row), approving.to_reject(by, on=on))
    place = {"in_place_of": delegation.delegated_by.full_name} if delegation else {}
    row = transition(application=row, verb="reject", by=by, at=at, note=note, data=place)
    determination = determine(application=row, on=on, plan=None, by=by, at=at)
    if plan is not None:
        register(
            plan=plan, kind=PlanDecision.Kind.REJECTED, by=by, at=at, note=note, determination=determination,
            delegation=delegation,
        )  # fmt: skip
        plan.state = PlanState.SUPERSEDED
        plan.save()
    end_notice(
        notice=refusal.open_notice(row),
        outcome=RefusalNotice.Outcome.REJECTED,
        determination=determination,
        by=by,
        at=at,
        on=on,
    )
    start_decision_notice(determination=determination, by=by, at=at, large_print=large_print)
    return determination
