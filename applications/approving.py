"""Who may decide on a plan: by their own role or in a colleague's place, never who prepared it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.formats import day, moment
from accounts.models import Delegation
from accounts.models.delegation import DELEGABLE
from applications.life import FOUR_EYES

_STANDS_IN = gettext_lazy("%(name)s prepared it and you stand in for them: someone else approves it.")


def by_own_role(user):
    """True when the role itself approves plans; otherwise only a delegation lets this person do it."""
    return bool(user.role and DELEGABLE in user.role.permissions)


def lent_to(user, *, on):
    """The delegations that let ``user`` approve on the day ``on``, [] for who approves by their own role."""
    if by_own_role(user) or user.office is None:
        return []
    rows = Delegation.objects.current(on=on).filter(delegate=user, office=user.office)
    return list(rows.select_related("delegated_by").order_by("starts_on", "pk"))


def to_reject(user, *, on):
    """The delegations that let ``user`` reject applications on the day ``on``."""
    return [one for one in lent_to(user, on=on) if one.may_reject]


def why_not_reject(user, application, plan, lent):
    """None when ``user`` may reject the case by their role or one of the delegations ``lent`` (of ``to_reject``): not
    who entered, follows or planned it, nor who stands in for them."""
    if user.pk in _prepared(application, plan):
        return FOUR_EYES
    if by_own_role(user):
        return None
    if not lent:
        return _("Your delegation lets you approve, not reject.")
    if usable_to_reject(application, plan, lent) is None:
        return _STANDS_IN % {"name": lent[0].delegated_by.full_name}
    return None


def usable_to_reject(application, plan, lent):
    """The first delegation of ``lent`` whose giver did not prepare the case, or None."""
    theirs = _prepared(application, plan)
    return next((one for one in lent if one.delegated_by_id not in theirs), None)


def _prepared(application, plan):
    return {application.case_manager_id, application.created_by_id, *(plan.prepared_by_ids if plan else ())}


def why_not_decide(user, plan, lent):
    """None when ``user`` may decide on ``plan`` by their role or one of the delegations ``lent``, else the sentence."""
    if user.pk in plan.prepared_by_ids:
        return FOUR_EYES
    if by_own_role(user):
        return None
    if not lent:
        return _("You have no delegation to approve today.")
    if usable(plan, lent) is None:
        return _STANDS_IN % {"name": lent[0].delegated_by.full_name}
    return None


def usable(plan, lent):
    """The first delegation of ``lent`` whose giver did not prepare ``plan``, or None."""
    return next((one for one in lent if one.delegated_by_id not in plan.prepared_by_ids), None)


def in_place_of(delegation):
    """In whose place, and in which days: beside the name of who decided."""
    return _("in the place of %(name)s, delegated from %(start)s to %(end)s") % {
        "name": delegation.delegated_by.full_name,
        "start": day(delegation.starts_on),
        "end": day(delegation.ends_on),
    }


def changed(plan, *, at):
    """The sentence for who was reading an older text of ``plan``: who changed it, and when."""
    return _("%(name)s changed the plan %(when)s: read it as it is now, then decide.") % {
        "name": plan.written_by.first_name,
        "when": _clock(plan.written_at, at),
    }


def _clock(when, at):
    local = timezone.localtime(when)
    if local.date() == timezone.localdate(at):
        return _("at %(time)s") % {"time": f"{local:%-H:%M}"}
    return _("on %(when)s") % {"when": moment(when)}
