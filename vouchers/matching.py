"""The payments a row of the bank's answer that no id fits may be about, and why it may not be one of them."""

from difflib import SequenceMatcher

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.permissions import FOUR_EYES, NOT_YOUR_ROLE
from vouchers import bank_answers
from vouchers.bank.answers import Outcome, Row
from vouchers.bank_answers import Found
from vouchers.models import AnswerMatch, AnswerRow, Payout
from vouchers.workflow import BOOKED, RunState

SHOWN = 30  # payments offered at once, the likeliest first
LOOKED_AT = 500  # of which the likeliest are chosen
NO_ROW_TO_MATCH = _("This row has its payment already: there is nothing to match.")
MATCHED = _("This row is matched already.")
NOT_FINAL = _("The bank’s word on this row is not final: wait for its next answer.")
KNOWN = _("What became of this payment is known already: choose another one.")
TAKEN = _("Another row is being matched with this payment: decide that one first.")
DECIDED = _("This match is decided already.")
_WAITING_FOR = {  # what the bank says: the states of a payment it can still be about
    Outcome.PAID: (Payout.State.BOOKED,),
    Outcome.RETURNED: (Payout.State.BOOKED, Payout.State.PAID),
    Outcome.REJECTED: (Payout.State.BOOKED, Payout.State.PAID),
}


def why_not_match(user, row):
    """None when ``user`` may match this AnswerRow now, else one sentence."""
    if not user.may("payment.prepare"):
        return NOT_YOUR_ROLE
    if row.effect != AnswerRow.Effect.UNMATCHED:
        return NO_ROW_TO_MATCH
    if row.outcome == Outcome.WAITING:
        return NOT_FINAL
    if row.matches.exclude(accepted=False).exists():
        return MATCHED
    return None


def why_not_decide(user, match):
    """None when ``user`` may say whether the match holds, else one sentence."""
    if not user.may("payment.approve"):
        return NOT_YOUR_ROLE
    if match.decided_at:
        return DECIDED
    if match.proposed_by_id == user.pk:
        return FOUR_EYES
    return None


def why_not_payout(row, payout, *, match=None):
    """None when the row can be about the payout, else one sentence. ``match``: the one that is being decided."""
    wrong = bank_answers.problems([as_found(row, payout)])
    if wrong:
        return wrong[0][1]
    if payout.state not in _WAITING_FOR[row.outcome]:
        return KNOWN
    others = AnswerMatch.objects.filter(payout=payout, accepted=None)
    if others.exclude(pk=match and match.pk).exists():
        return TAKEN
    return None


def as_found(row, payout):
    """The row as if its id had been that of the payout."""
    said = Row(
        line=row.line, outcome=Outcome(row.outcome), end_to_end_id=payout.end_to_end_id, on=row.on,
        amount=row.amount, words=row.reason,
    )  # fmt: skip
    return Found(said, payout.end_to_end_id, payout)


def of_office(plan_office):
    """The payments given to the bank for these offices."""
    states = BOOKED - {RunState.ISSUING}
    return Payout.objects.filter(run__plan_office=plan_office, run__state__in=states, amount__gt=0)


def candidates(row, plan_office, *, words=""):
    """The payouts the row may be about, the ids most like its own first; ``words`` of the name or of the case."""
    found = of_office(plan_office).filter(state__in=_WAITING_FOR.get(row.outcome, ()))
    found = found.exclude(matches__in=AnswerMatch.objects.filter(accepted=None))
    if row.amount is not None:
        found = found.filter(amount=row.amount)
    for word in words.split():
        found = found.filter(
            Q(application__person__last_name__icontains=word)
            | Q(application__person__first_name__icontains=word)
            | Q(payee_name__icontains=word)
            | Q(application__number__icontains=word)
            | Q(end_to_end_id__icontains=word)
        )
    rows = found.select_related("application__person", "run").order_by("-run__month", "-pk")[:LOOKED_AT]
    alike = SequenceMatcher(b=row.end_to_end_id)

    def likeness(one):
        alike.set_seq1(one.end_to_end_id)
        return -alike.ratio()

    return sorted(rows, key=likeness)[:SHOWN]
