"""Say whether a match made by hand holds."""

from django.db import transaction

from accounts.refusal import Refused
from vouchers import matching
from vouchers.actions import _outcomes
from vouchers.models import AnswerMatch, Payout


@transaction.atomic
def decide_match(*, match, accepted, by, at):
    """The second look, by another person. When it holds, what the bank says is booked as if the id had been right;
    when it does not, the row is to match again. Refused when the payment has its outcome by now."""
    _outcomes.lock_runs(match.row.answer.plan_office)
    match = AnswerMatch.objects.select_for_update(of=("self",)).select_related("row").get(pk=match.pk)
    payout = Payout.objects.select_for_update(of=("self",)).select_related("run", "application")
    payout = payout.get(pk=match.payout_id)
    sentence = matching.why_not_decide(by, match)
    if sentence is None and accepted:
        sentence = matching.why_not_payout(match.row, payout, match=match)
    if sentence:
        raise Refused(sentence)
    match.accepted, match.decided_at, match.decided_by = accepted, at, by
    match.save(update_fields=["accepted", "decided_at", "decided_by"])
    if accepted:
        _outcomes.write([matching.as_found(match.row, payout)], by=by, at=at)
    return match
