"""Compute a ranking: a new version, frozen, that somebody else approves."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from vouchers import ranking_inputs, rankings
from vouchers.actions._ranking_rows import locked, store
from vouchers.ranking_permissions import BLOCKED, NOTHING_TO_RANK, why_not_rank


@transaction.atomic
def rank(*, call, list_code, by, at, policy=""):
    """A new RankingSnapshot of one list. ``policy``: the office's choice where the rules leave it open.

    Raises ``Refused`` while cases of the list are open or lack what the call ranks by.
    """
    call = locked(call)
    inputs = ranking_inputs.gather(call, list_code, on=timezone.localdate(at))
    if sentence := why_not_rank(by, call, inputs.rules):
        raise Refused(sentence)
    if rankings.blockers(inputs):
        raise Refused(BLOCKED)
    if not inputs.entries:
        raise Refused(NOTHING_TO_RANK)
    written = inputs.rules.budget.exhausted if inputs.rules.budget else None
    if not (written or policy):
        raise Refused(_("The call does not say what happens when the money ends: choose it."))
    result = rankings.ranked(inputs, written or policy)
    return store(call=call, list_code=list_code, result=result, rule_set=inputs.version, by=by, at=at)
