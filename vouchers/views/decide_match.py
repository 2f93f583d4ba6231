"""Say whether a match made by hand holds."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import access_log
from accounts.refusal import Refused
from accounts.roles import require
from vouchers import matching
from vouchers.actions.decide_match import decide_match as act
from vouchers.models import AnswerMatch
from vouchers.views._run import CONFLICT


@require("payment.approve")
def decide_match(request, pk):
    """What the bank wrote beside the payment that was chosen, and why."""
    match = (
        AnswerMatch.objects.visible_to(request.user)
        .select_related("row__answer__stored", "payout__application__person", "payout__run", "proposed_by")
        .filter(pk=pk)
        .first()
    )
    if match is None:
        raise Http404
    refusal, status = matching.why_not_decide(request.user, match), 200
    if request.method == "POST":
        accepted = "refuse" not in request.POST
        try:
            act(match=match, accepted=accepted, by=request.user, at=timezone.now())
        except Refused as problem:
            refusal, status = problem.sentence, CONFLICT
        else:
            said = (
                _("Confirmed: what the bank says is recorded.") if accepted else _("Refused: to match again.")
            )
            messages.success(request, said)
            return redirect("vouchers:answer", match.row.answer_id)
    person = match.payout.application.person_id
    access_log.record(
        request, subject_id=person, what=gettext_noop("bank answer"), reference=match.payout.application.ref
    )
    known = matching.why_not_payout(match.row, match.payout, match=match)  # then it can only be refused
    context = {"match": match, "refusal": refusal, "known": known}
    return render(request, "vouchers/decide_match.html", context, status=status)
