"""May this person compute, approve, publish this ranking, now? One sentence when not."""

from django.utils.translation import gettext_lazy as _

from applications.permissions import NOT_YOUR_ROLE
from vouchers.models import RankingSnapshot

NO_RANKING = _("The rules of this call have no ranking: supports are granted case by case.")
NO_LINES = _("Open the budget of the call first: without it nobody can be said funded.")
NOTHING_TO_RANK = _("No case of this list is eligible yet: there is nobody to rank.")
STALE = _(
    "Something changed after the computation: look at what, compute it again, then the new version is approved."
)
NEWER = _("A newer version of this ranking exists: open that one.")
BLOCKED = _("Some cases are still open: settle those named below, then compute.")
FOUR_EYES = _("You computed this version: somebody else approves it.")


def _outside(user, call, permission):
    return not user.may(permission) or user.office is None or user.office.pk != call.plan_office_id


def why_not_rank(user, call, rules):
    """None when ``user`` may compute a ranking of the call; what its cases lack is said by ``rankings.blockers``."""
    if _outside(user, call, "ranking.prepare"):
        return NOT_YOUR_ROLE
    if rules.ranking is None:
        return NO_RANKING
    if not call.budget_lines.exists():
        return NO_LINES
    return None


def why_not_approve(user, snapshot):
    """None when ``user`` may approve this version; whether it is stale is looked at by the action."""
    if _outside(user, snapshot.call, "ranking.approve"):
        return NOT_YOUR_ROLE
    if approval := approval_of(snapshot):
        return _("%(who)s approved this version already.") % {"who": approval.approved_by.full_name}
    if newest(snapshot) != snapshot.version:
        return NEWER
    if snapshot.computed_by_id == user.pk:
        return FOUR_EYES
    return None


def why_not_scroll(user, snapshot):
    """None when ``user`` may go down this version: the approved one in force, with nothing proposed after it."""
    if _outside(user, snapshot.call, "ranking.prepare"):
        return NOT_YOUR_ROLE
    if approval_of(snapshot) is None:
        return _("This version is not approved: the list that is gone down is the one in force.")
    if newest(snapshot) != snapshot.version:
        return NEWER
    return None


def why_not_publish(user, snapshot, rules):
    """None when the list without names may be published."""
    if _outside(user, snapshot.call, "ranking.approve") and _outside(user, snapshot.call, "ranking.prepare"):
        return NOT_YOUR_ROLE
    if approval_of(snapshot) is None:
        return _("Only an approved version is published.")
    if hasattr(snapshot, "publication"):
        return _("This version is published already.")
    if rules.ranking is not None and rules.ranking.publication == "none":
        return _("This call publishes nothing: each person is told the own outcome.")
    return None


def approval_of(snapshot):
    """The RankingApproval of a version, or None."""
    return getattr(snapshot, "approval", None)


def newest(snapshot):
    """The number of the newest version of the same list."""
    rows = RankingSnapshot.objects.filter(call=snapshot.call_id, list_code=snapshot.list_code)
    return rows.order_by("-version").values_list("version", flat=True).first()
