"""Delegations for tests, and cases that wait for an approval."""

from datetime import timedelta

from accounts.models import Delegation, User
from accounts.models.delegation import DELEGABLE
from tests.applications.factories import NOW, TODAY, make_user


def colleague(w):
    """A social worker of the Plan Office: writes plans, approves none."""
    name = f"silvia.cortesi@{w.plan_office.code}.example"
    return User.objects.filter(email=name).first() or make_user(
        name, w.plan_office, "social_worker", "Silvia", "Cortesi"
    )


def lend(w, *, by, to=None, after=0, days=5, may_reject=False):
    """A delegation of ``by`` that begins ``after`` days from today."""
    first = TODAY + timedelta(days=after)
    return Delegation.objects.create(
        office=w.plan_office,
        delegated_by=by,
        delegated_at=NOW,
        delegate=to or colleague(w),
        starts_on=first,
        ends_on=first + timedelta(days=days),
        reason="Ferie",
        may_reject=may_reject,
    )


def signed_in_as_delegate(user):
    """``user`` as the backend brings them while a delegation holds."""
    user = User.objects.with_membership().get(pk=user.pk)
    user.delegated = True
    assert user.may(DELEGABLE)
    return user
