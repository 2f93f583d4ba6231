"""Write the Individual Plan; after approval, writing opens the next version."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._editing import STALE, Stale
from applications.actions._transition import record
from applications.models import (
    Application,
    IndividualPlan,
    PlanGoal,
    PlanIntervention,
    PlanResource,
    PlanState,
)
from applications.permissions import NOT_YOUR_ROLE, current_plan
from applications.workflow import Status

WRITABLE = frozenset({Status.ASSESSING, Status.PLAN_RETURNED})


@transaction.atomic
def write_plan(*, application, by, at, fields, goals, interventions, resources, expected_version=None):
    """Save the version in progress, replacing its rows; returns the plan.

    ``fields``: wishes, emergency_plan, starts_on, ends_on, review_on. ``goals``, ``interventions``,
    ``resources``: lists of dicts of the fields of their models, in order. Raises ``Refused`` and ``Stale``.
    """
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not by.may("plan.write"):
        raise Refused(NOT_YOUR_ROLE)
    if row.status not in WRITABLE:
        raise Refused(
            _("The plan is closed while the case is “%(status)s”.") % {"status": row.get_status_display()}
        )
    plan = current_plan(row)
    if plan is None or plan.state in (PlanState.APPROVED, PlanState.SUPERSEDED):
        plan = IndividualPlan(
            application=row, version=plan.version + 1 if plan else 1, written_at=at, written_by=by
        )
    elif expected_version is not None and plan.edit_version != expected_version:
        raise Stale(STALE)
    for name, value in fields.items():
        setattr(plan, name, value)
    plan.written_at, plan.written_by = at, by
    plan.edit_version += 1
    plan.save()
    for model, rows in ((PlanGoal, goals), (PlanIntervention, interventions), (PlanResource, resources)):
        model.objects.filter(plan=plan).delete()
        model.objects.bulk_create(
            model(plan=plan, position=position, **values) for position, values in enumerate(rows)
        )
    record(application=row, verb="write_plan", by=by, at=at, data={"version": plan.version})
    return plan
