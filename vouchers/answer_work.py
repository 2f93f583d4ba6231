"""The rows of the bank matched by hand that wait for a second look, on the work queue of who approves payments."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.formats import euro
from applications import work
from vouchers.models import AnswerMatch

MOST = 50


@work.source
def matches(*, user, on, whose):
    """One task for each match that somebody else proposed. One query."""
    if whose == work.UNASSIGNED or not user.may("payment.approve"):
        return []
    found = AnswerMatch.objects.visible_to(user).filter(accepted=None).exclude(proposed_by=user)
    found = found.select_related(
        "payout__application__person", "payout__application__call", "proposed_by", "row"
    )
    return [_task(one) for one in found.order_by("pk")[:MOST]]


def _task(one):
    case = one.payout.application
    here = reverse("vouchers:decide_match", args=[one.pk])
    return work.Task(
        label=_("Look at the payment matched by hand: %(ref)s") % {"ref": case.ref},
        url=here,
        action=_("Look at it and decide"),
        action_url=here,
        icon="check",
        why=_("%(who)s matched a row of the bank with it, %(amount)s: %(reason)s")
        % {"who": one.proposed_by.full_name, "amount": euro(one.payout.amount), "reason": one.reason},
        due_on=None,
        person=case.person.full_name,
        code="decide_match",
        kind=_("Payments matched by hand"),
    )
