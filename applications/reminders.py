"""Who is waited for, and when they were last reminded."""

from django.db.models import Q

from accounts.models import Delegation, Membership, User
from accounts.models.delegation import DELEGABLE
from accounts.roles import ROLES
from applications.models import Event
from applications.permissions import current_plan

# step → permission of the people who can act, and which office of the case they work in
STEPS = {
    "asst_signature": ("assessment.health", "health_office_id"),
    "approve_plan": ("plan.approve", "plan_office_id"),
    "award": ("case.decide", "plan_office_id"),
}

REMINDED = frozenset({*STEPS, "sign_health"})  # the same waiting, seen by who waits and by who acts


def waits_for_an_office(case, *, user):
    """True when the next step of the case (a row of ``with_next_step``) is of people of another office or role."""
    if case.step not in STEPS or not (user.may("case.write") or user.may("plan.write")):
        return False
    return not user.may(STEPS[case.step][0]) or _prepared(case, user)


def _prepared(case, user):
    """Four eyes: who prepared the plan waits for somebody else, whatever the role."""
    plan = current_plan(case) if case.step in ("approve_plan", "award") else None
    return plan is not None and user.pk in plan.prepared_by_ids


def people(case, *, on):
    """The people who can take the next step of the case, without those the four eyes exclude."""
    permission, office = STEPS[case.step]
    roles = [key for key, role in ROLES.items() if permission in role.permissions]
    there = Membership.objects.current(on=on).filter(office=getattr(case, office), role__in=roles)
    may = Q(pk__in=there.values("user_id"))
    if permission == DELEGABLE:
        lent = Delegation.objects.current(on=on).filter(office=case.plan_office_id)
        may |= Q(pk__in=lent.values("delegate"))
    found = User.objects.filter(may, is_active=True)
    plan = current_plan(case)
    if plan is not None:
        found = found.exclude(pk__in=plan.prepared_by_ids)
    return list(found.order_by("pk"))


def last_by_case(ids):
    """{case id: the last reminder that stands}; one query. A reminder taken back does not count."""
    rows = Event.objects.filter(
        application__in=ids, verb__in=("remind", "remind_asst", "undo_reminder")
    ).select_related("by")
    undone, found = set(), {}
    for event in rows.order_by("-at", "-pk"):
        if event.verb == "undo_reminder":
            undone.add(event.data["of"])
        elif event.pk not in undone:
            found.setdefault(event.application_id, event)
    return found
