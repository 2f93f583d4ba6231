"""Approve a version of a ranking."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import ranking_words, rankings
from vouchers.actions.approve_ranking import approve_ranking as act
from vouchers.forms.ranking import ApprovalForm
from vouchers.models import RankingRow
from vouchers.ranking_permissions import STALE, why_not_approve
from vouchers.views._call import snapshot_or_404, verb_page


@require("ranking.approve")
def approve_ranking(request, prefix, list_code, version):
    """What becomes of how many cases, and the act."""
    snapshot = snapshot_or_404(request, prefix, list_code, version)
    refusal, changed = why_not_approve(request.user, snapshot), []
    if refusal is None:
        today = rankings.again(snapshot, on=timezone.localdate())
        if today is None or today.hash != snapshot.inputs_hash:
            refusal = STALE
            changed = ranking_words.changes(snapshot.inputs, today.stated) if today else []
    rows = list(snapshot.rows.all())
    return verb_page(
        request,
        template="vouchers/approve_ranking.html",
        form=ApprovalForm(request.POST or None, initial={"inputs_hash": snapshot.inputs_hash}),
        act=lambda by, at, data: act(snapshot=snapshot, by=by, at=at, **data),
        done=_("Approved: this is the ranking in force."),
        back_url=reverse("vouchers:ranking", args=[prefix, list_code]),
        refusal=refusal,
        snapshot=snapshot,
        call=snapshot.call,
        changed=changed,
        funded=[one for one in rows if one.outcome == RankingRow.Class.FUNDED and not one.paid_already],
        waiting=[one for one in rows if one.outcome == RankingRow.Class.WAITING],
        committed=sum((one.committed for one in rows), rankings.NOTHING),
    )
