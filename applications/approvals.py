"""What waits for somebody's approval. Each app above adds its own through ``source``, unknown to this one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import plan_page
from applications.facts import assess_case
from applications.links import page_of
from applications.models import Application, IndividualPlan, PlanState
from applications.permissions import current_plan
from applications.steps import DAYS_TO_APPROVE
from applications.workflow import Status


@dataclass(frozen=True)
class Pending:
    """One thing to approve.

    ``what``: its kind in words; ``subject``: whom or which month it is about; ``detail``: the case number.
    ``amount``: euro, None when not known; ``per_month``: it is monthly; ``own``: prepared by the reader.
    """

    what: str
    subject: str
    detail: str
    place: str
    url: str
    since: datetime
    prepared_by: str
    amount: Decimal | None = None
    per_month: bool = False
    own: bool = False


_sources = []


def source(permission, *, count=None):
    """Register ``function(user, on) -> [Pending]``, asked only of who holds ``permission``.

    ``count(user, on) -> (how many, how many late)`` in one query, for the number in the sidebar.
    """

    def register(function):
        if (permission, function, count) not in _sources:
            _sources.append((permission, function, count))
        return function

    return register


def waiting(*, user, on):
    """Everything this person is asked to approve, longest waiting first."""
    found = [
        row
        for permission, function, _count in _sources
        if user.may(permission)
        for row in function(user=user, on=on)
    ]
    return sorted(found, key=lambda row: row.since)


def count(*, user, on):
    """(how many, how many late) for the sidebar; what one prepared oneself does not count."""
    found = [ask(user=user, on=on) for permission, _rows, ask in _sources if ask and user.may(permission)]
    return sum(number for number, _late in found), sum(late for _number, late in found)


def _count_plans(*, user, on):
    rows = IndividualPlan.objects.visible_to(user).filter(state=PlanState.SUBMITTED)
    found = rows.exclude(Q(written_by=user) | Q(submitted_by=user)).aggregate(
        number=Count("pk"),
        late=Count("pk", filter=Q(submitted_at__date__lt=on - timedelta(days=DAYS_TO_APPROVE))),
    )
    return found["number"], found["late"]


@source("plan.approve", count=_count_plans)
def plans(*, user, on):
    """The plans sent for approval."""
    cases = (
        Application.objects.visible_to(user)
        .filter(status=Status.PLAN_REVIEW)
        .with_people()
        .prefetch_related(*plan_page.PREFETCH)
    )
    return [_plan(case, current_plan(case), user, on) for case in cases if current_plan(case)]


def _plan(case, plan, user, on):
    return Pending(
        what=_("Individual Plan, version %(n)s") % {"n": plan.version},
        subject=case.person.full_name,
        detail=case.ref,
        place=case.municipality.name,
        url=page_of(case, "approve_plan"),
        since=plan.submitted_at or timezone.now(),
        prepared_by=(plan.submitted_by or plan.written_by).full_name,
        amount=assess_case(case, on=on).monthly_total if user.may("money.read") else None,
        per_month=True,
        own=user.pk in (plan.written_by_id, plan.submitted_by_id),
    )
