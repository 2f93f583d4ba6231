"""Write the Individual Plan; after approval, writing opens the next version."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.actions._editing import STALE, Stale
from applications.actions._signing import digest, void
from applications.actions._transition import record
from applications.models import (
    Application,
    IndividualPlan,
    PlanGoal,
    PlanIntervention,
    PlanNeed,
    PlanResource,
    PlanState,
)
from applications.permissions import NOT_YOUR_ROLE, current_plan
from applications.plan_content import content
from applications.workflow import PAID, Status

WRITABLE = frozenset({Status.ASSESSING, Status.PLAN_RETURNED, *PAID})


@transaction.atomic
def write_plan(
    *,
    application,
    by,
    at,
    fields,
    goals,
    interventions,
    resources,
    needs=(),
    expected_version=None,
    reason="",
):
    """Save the version in progress, replacing its rows; returns the plan.

    ``fields``: of the plan itself. ``needs``, ``goals``, ``interventions``, ``resources``: lists of dicts of the fields
    of their models, in order; ``goal`` of an intervention is the key of its goal. A change of a signed text needs a
    ``reason`` and voids the signatures; of a plan sent back the reason is why it was. Raises ``Refused`` and ``Stale``.
    """
    row = Application.objects.lock(application.pk)
    if not by.may("plan.write"):
        raise Refused(NOT_YOUR_ROLE)
    if row.status not in WRITABLE:
        raise Refused(
            _("The plan is closed while the case is “%(status)s”.") % {"status": row.get_status_display()}
        )
    plan = current_plan(row)
    if plan is not None and plan.state == PlanState.SUBMITTED:
        raise Refused(_("The plan is closed while it waits for approval."))
    if plan is None or plan.state in (PlanState.APPROVED, PlanState.SUPERSEDED):
        plan = IndividualPlan(
            application=row, version=plan.version + 1 if plan else 1, written_at=at, written_by=by
        )
    elif expected_version is not None and plan.edit_version != expected_version:
        raise Stale(STALE)
    signed = list(plan.signatures.filter(voided_at__isnull=True)) if plan.pk else []
    before = plan.content_hash
    for name, value in fields.items():
        setattr(plan, name, value)
    plan.written_at, plan.written_by = at, by
    plan.edit_version += 1
    plan.save()
    _replace(plan, needs=needs, goals=goals, interventions=interventions, resources=resources)
    plan.content_hash = digest(content(IndividualPlan.objects.get(pk=plan.pk)))
    IndividualPlan.objects.filter(pk=plan.pk).update(content_hash=plan.content_hash)
    voided = signed if plan.content_hash != before else []
    if voided:
        reason = reason or plan.return_reason
        if not reason.strip():
            raise Refused(
                _("The plan is already signed: saving voids the signatures. Write why you change it.")
            )
        void(voided, by=by, at=at, reason=reason)
    record(
        application=row,
        verb="write_plan",
        by=by,
        at=at,
        note=reason if voided else "",
        data={"version": plan.version, "voided": len(voided)},
    )
    return plan


def _replace(plan, *, needs, goals, interventions, resources):
    """The rows of the page in place of those of before; each keeps its key, so comments stay beside it."""
    for model in (PlanIntervention, PlanNeed, PlanGoal, PlanResource):
        model.objects.filter(plan=plan).delete()
    for model, rows in ((PlanNeed, needs), (PlanGoal, goals), (PlanResource, resources)):
        model.objects.bulk_create(
            model(plan=plan, position=position, **_keyed(values)) for position, values in enumerate(rows)
        )
    known = {one.key: one for one in PlanGoal.objects.filter(plan=plan)}
    PlanIntervention.objects.bulk_create(
        PlanIntervention(
            plan=plan,
            position=position,
            goal=known.get(values.get("goal")),
            **_keyed({name: value for name, value in values.items() if name != "goal"}),
        )
        for position, values in enumerate(interventions)
    )


def _keyed(values):
    return {**values, "key": values.get("key") or uuid.uuid4()}
