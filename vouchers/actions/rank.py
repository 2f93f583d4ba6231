"""Compute a ranking: a new version, frozen, that somebody else approves."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.facts import rules_of
from vouchers import ranking_inputs, ranking_job
from vouchers.ranking_permissions import why_not_rank


@transaction.atomic
def rank(*, call, list_code, by, at, policy=""):
    """A new RankingSnapshot of one list, or the Job that makes it where the call has many cases.

    ``policy``: the office's choice where the rules leave it open. Raises ``Refused`` while cases of the list are open
    or lack what the call ranks by; the Job says so when it fails.
    """
    call = ranking_job.locked(call)
    rules = rules_of(call.rules_on(timezone.localdate(at)))
    if sentence := why_not_rank(by, call, rules):
        raise Refused(sentence)
    written = rules.budget.exhausted if rules.budget else None
    if not (written or policy):
        raise Refused(_("The call does not say what happens when the money ends: choose it."))
    make = ranking_job.start if ranking_inputs.is_long(call) else ranking_job.compute
    return make(call=call, list_code=list_code, policy=written or policy, by=by, at=at)
