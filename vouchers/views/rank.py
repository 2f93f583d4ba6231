"""Compute a ranking."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import ranking_inputs, rankings
from vouchers.actions.rank import rank as act
from vouchers.forms.ranking import PolicyForm
from vouchers.ranking_permissions import BLOCKED, NOTHING_TO_RANK, why_not_rank
from vouchers.views._call import list_or_404, verb_page


@require("ranking.prepare")
def rank(request, prefix, list_code):
    """Who would be ranked, and what must be settled before; of a call with many cases only with ``?controlla``."""
    call, rules, label = list_or_404(request, prefix, list_code)
    refusal, inputs, blockers = why_not_rank(request.user, call, rules), None, []
    is_long = ranking_inputs.is_long(call)
    if refusal is None and (not is_long or "controlla" in request.GET):
        inputs = ranking_inputs.gather(call, list_code, on=timezone.localdate())
        blockers = rankings.blockers(inputs)
        refusal = BLOCKED if blockers else None if inputs.entries else NOTHING_TO_RANK
    written = rules.budget.exhausted if rules.budget else None
    return verb_page(
        request,
        template="vouchers/rank.html",
        form=None if written else PolicyForm(request.POST or None),
        act=lambda by, at, data: act(
            call=call, list_code=list_code, by=by, at=at, policy=data.get("policy", "")
        ),
        done=_("The ranking is being computed. You can keep working: this page says when it is there.")
        if is_long
        else _("The ranking is computed: somebody else approves it."),
        back_url=reverse("vouchers:ranking", args=[prefix, list_code]),
        refusal=refusal,
        call=call,
        label=label,
        inputs=inputs,
        is_long=is_long,
        blockers=blockers,
        window=call.window_at(timezone.now()),
    )
