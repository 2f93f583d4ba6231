"""Let a named colleague approve plans in one's place, from a day to a day."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Delegation, Membership, User
from accounts.models.delegation import DELEGABLE, approving_roles
from accounts.refusal import Refused
from accounts.roles import ROLES

# who reads the health data of a plan and does this work: nobody comes to know more by a delegation than by their role
_READS = frozenset({"case.health.read", "plan.write"})


def candidates(*, by, on):
    """The colleagues of the office of ``by`` who may be delegated on the day ``on``: they do not approve yet."""
    here = Membership.objects.current(on=on).filter(office=by.office)
    able = [
        key for key, role in ROLES.items() if role.permissions >= _READS and DELEGABLE not in role.permissions
    ]
    found = User.objects.filter(is_active=True, pk__in=here.filter(role__in=able).values("user"))
    return found.exclude(pk__in=here.filter(role__in=approving_roles()).values("user")).order_by(
        "last_name", "first_name", "pk"
    )


def why_not_delegate(user):
    """None when ``user`` may delegate: only who approves by their own role, not by somebody's delegation."""
    if user.role and DELEGABLE in user.role.permissions:
        return None
    return _("Only who approves by their own role may delegate: what is received is not passed on.")


@transaction.atomic
def delegate(*, to, starts_on, ends_on, reason, by, at, on, may_reject=False):
    """Record that ``to`` approves in the place of ``by`` from ``starts_on`` to ``ends_on``, both included.

    ``may_reject``: they also reject applications. ``on``: today.
    Refused backwards in time, to oneself, to who may not read plans, and twice in the same days.
    """
    sentence = why_not_delegate(by)
    if sentence:
        raise Refused(sentence)
    if starts_on < on:
        raise Refused(_("A delegation does not begin in the past: write today or a later day."))
    if ends_on < starts_on:
        raise Refused(_("The last day comes before the first."))
    if to not in candidates(by=by, on=on):
        raise Refused(_("Choose a colleague of your office who writes plans and does not approve them yet."))
    try:
        with transaction.atomic():
            return Delegation.objects.create(
                office=by.office,
                delegated_by=by,
                delegated_at=at,
                delegate=to,
                starts_on=starts_on,
                ends_on=ends_on,
                reason=reason,
                may_reject=may_reject,
            )
    except IntegrityError as error:
        if "delegations_do_not_overlap" not in str(error):
            raise
        raise Refused(_("This person already has a delegation in these days.")) from error
