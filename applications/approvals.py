"""What waits for somebody's approval. Each app above adds its own through ``source``, unknown to this one."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Count, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day, moment
from accounts.models import Delegation, Membership
from accounts.models.delegation import DELEGABLE
from accounts.roles import ROLES
from applications import approving, plan_page
from applications.commitments import Commitments
from applications.facts import assess_case
from applications.links import page_of
from applications.models import (
    Application,
    Call,
    CallAddition,
    IndividualPlan,
    PlanState,
    RuleSetDraft,
)
from applications.permissions import current_plan
from applications.steps import DAYS_TO_APPROVE
from applications.workflow import PAID


@dataclass(frozen=True)
class Pending:
    """One thing to approve.

    ``what``: its kind in words; ``subject``: whom or which month it is about; ``detail``: the case number.
    ``amount``: euro, None when not known; ``per_month``: it is monthly; ``own``: prepared by the reader, who
    is told ``four_eyes``, with the names of who may approve it, in place of the button.
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
    four_eyes: str = ""
    key: str = ""  # of the plan, when it may be approved among several: nothing of it asks to be read
    to_read: tuple = ()  # what asks to be read first


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
    found = []
    for permission, function, _count in _sources:
        rows = list(function(user=user, on=on)) if user.may(permission) else []
        told = _four_eyes(user, permission, on) if any(row.own for row in rows) else ""
        found += [replace(row, four_eyes=told) if row.own else row for row in rows]
    return sorted(found, key=lambda row: row.since)


def _four_eyes(user, permission, on):
    """The sentence that takes the place of the button of who prepared it, with the people who may approve it."""
    roles = [role.key for role in ROLES.values() if permission in role.permissions]
    others = Membership.objects.current(on=on).filter(office=user.office, role__in=roles).exclude(user=user)
    found = {one.user.full_name for one in others.select_related("user") if one.user.is_active}
    if permission == DELEGABLE:
        lent = Delegation.objects.current(on=on).filter(office=user.office).exclude(delegated_by=user)
        found |= {one.delegate.full_name for one in lent.exclude(delegate=user).select_related("delegate")}
    names = sorted(found)
    if not names:
        return _("You prepared it: somebody else approves it, and nobody else here may. Ask for a colleague.")
    return _("You prepared it: someone else approves it (%(names)s).") % {"names": ", ".join(names[:5])}


def count(*, user, on):
    """(how many, how many late) for the sidebar; what one prepared oneself does not count."""
    found = [ask(user=user, on=on) for permission, _rows, ask in _sources if ask and user.may(permission)]
    return sum(number for number, _late in found), sum(late for _number, late in found)


def _count_plans(*, user, on):
    rows = IndividualPlan.objects.visible_to(user).filter(state=PlanState.SUBMITTED)
    found = rows.exclude(authors__contains=[user.pk]).aggregate(
        number=Count("pk"),
        late=Count("pk", filter=Q(submitted_at__date__lt=on - timedelta(days=DAYS_TO_APPROVE))),
    )
    return found["number"], found["late"]


def neighbours(*, user, plan):
    """(the plan waiting before ``plan``, the one after it) in the order of the list; None at its ends."""
    rows = IndividualPlan.objects.visible_to(user).filter(state=PlanState.SUBMITTED)
    rows = rows.select_related("application__person").order_by("submitted_at", "pk")
    when, pk = plan.submitted_at, plan.pk
    before = rows.filter(Q(submitted_at__lt=when) | Q(submitted_at=when, pk__lt=pk))
    after = rows.filter(Q(submitted_at__gt=when) | Q(submitted_at=when, pk__gt=pk))
    return before.last(), after.first()


@source("plan.approve", count=_count_plans)
def plans(*, user, on):
    """The plans sent for approval."""
    cases = (
        Application.objects.visible_to(user)
        .filter(plans__state=PlanState.SUBMITTED)
        .with_people()
        .prefetch_related(*plan_page.LIST_PREFETCH)
    )
    lent, taken = approving.lent_to(user, on=on), {}
    return [_plan(case, current_plan(case), user, on, lent, taken) for case in cases if current_plan(case)]


def _plan(case, plan, user, on, lent, taken):
    outcome = assess_case(case, on=on)
    own = approving.why_not_decide(user, plan, lent) is not None
    if case.call_id not in taken:
        taken[case.call_id] = Commitments(case.call)
    effect = taken[case.call_id].effect(case, plan, outcome)
    found = plan_page.to_read(plan_page.checks(case, plan, outcome, on=on, effect=effect))
    due = outcome.verdict == "entitled" and outcome.monthly_total is not None and bool(outcome.due)
    granted = due or case.status in PAID
    return Pending(
        what=_("Individual Plan, version %(n)s") % {"n": plan.version},
        subject=case.person.full_name,
        detail=case.ref,
        place=case.municipality.name,
        url=page_of(case, "approve_plan"),
        since=plan.submitted_at or timezone.now(),
        prepared_by=(plan.submitted_by or plan.written_by).full_name,
        amount=outcome.monthly_total if user.may("money.read") else None,
        per_month=True,
        own=own,
        key="" if own or found or not granted else str(plan.pk),
        to_read=tuple(str(one.label) for one in found),
    )


# --- rules, calls and what is added to them: a second person publishes them


def _drafts(user):
    return RuleSetDraft.objects.visible_to(user).filter(state=RuleSetDraft.State.SUBMITTED)


def _calls(user):
    return Call.objects.visible_to(user).filter(published_at__isnull=True, submitted_at__isnull=False)


def _additions(user):
    return CallAddition.objects.visible_to(user).waiting()


# what waits → since when, and whoever may not approve it
_LAW = {
    "drafts": (_drafts, "submitted_at", ("created_by", "written_by", "submitted_by")),
    "calls": (_calls, "submitted_at", ("prepared_by", "submitted_by")),
    "additions": (_additions, "prepared_at", ("prepared_by",)),
}


def _since(user, *, own):
    """[(what, since when)] in one query; without what one prepared oneself unless ``own``."""
    parts = []
    for what, (rows, when, people) in _LAW.items():
        mine = reduce(or_, (Q(**{name: user}) for name in people))
        found = rows(user) if own else rows(user).exclude(mine)
        parts.append(found.order_by().values_list(Value(what), when))
    return list(parts[0].union(*parts[1:], all=True))


def _count_law(*, user, on):
    late = on - timedelta(days=DAYS_TO_APPROVE)
    days = [timezone.localdate(since) for _what, since in _since(user, own=False)]
    return len(days), sum(one < late for one in days)


@source("call.publish", count=_count_law)
def law(*, user, on):
    """Drafts of rules and calls sent to be published, additions to be confirmed."""
    there = {what for what, _when in _since(user, own=True)}
    return [
        row
        for what, rows in (("drafts", _rule_rows), ("calls", _call_rows), ("additions", _addition_rows))
        if what in there
        for row in rows(user)
    ]


def _rule_rows(user):
    return [
        Pending(
            what=_("Rules to publish"),
            subject=one.name,
            detail=_("in use from %(day)s") % {"day": day(one.activates_on)} if one.activates_on else "",
            place=user.plan_office.ambito_name,
            url=reverse("applications:rule_draft", args=[one.pk]),
            since=one.submitted_at,
            prepared_by=one.submitted_by.full_name,
            own=user.pk in (one.created_by_id, one.written_by_id, one.submitted_by_id),
        )
        for one in _drafts(user).select_related("submitted_by")
    ]


def _call_rows(user):
    return [
        Pending(
            what=_("Call to publish"),
            subject=one.title,
            detail=one.number_prefix,
            place=user.plan_office.ambito_name,
            url=reverse("applications:publish_call", args=[one.number_prefix]),
            since=one.submitted_at,
            prepared_by=one.submitted_by.full_name,
            own=user.pk in (one.prepared_by_id, one.submitted_by_id),
        )
        for one in _calls(user).select_related("submitted_by")
    ]


def _addition_rows(user):
    return [
        _addition(one, user) for one in _additions(user).select_related("call", "prepared_by", "rule_set")
    ]


def _addition(one, user):
    if one.is_window:
        told = _("until %(when)s") % {"when": moment(one.closes_at)}
    else:
        told = _("%(rules)s from %(day)s") % {"rules": one.rule_set.name, "day": day(one.rules_from)}
    return Pending(
        what=f"{one.get_kind_display()}, {told}",
        subject=one.call.title,
        detail=one.call.number_prefix,
        place=user.plan_office.ambito_name,
        url=reverse("applications:confirm_addition", args=[one.call.number_prefix, one.pk]),
        since=one.prepared_at,
        prepared_by=one.prepared_by.full_name,
        own=user.pk == one.prepared_by_id,
    )
