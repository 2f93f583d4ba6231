"""By which rules is the money of this call counted, and who decided them?"""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.roles import require
from applications.views._law import call_or_404
from vouchers import rules_page
from vouchers.actions.confirm_money_rules import rules_of


@require_GET
@require("call.read")
def money_rules(request, prefix):
    """What the call says, what the office decided by an act, what waits for a second person; every act of before."""
    call = call_or_404(request, prefix)
    acts = list(call.money_rules.select_related("decided_by", "proposal__proposed_by").order_by("-pk"))
    proposals = call.money_proposals.select_related("proposed_by", "closed_by")
    waiting = proposals.filter(closed_at__isnull=True).first()
    proposed = rules_of(waiting) if waiting else None
    context = {
        "call": call,
        "rules": rules_page.rules_shown(call, acts[0] if acts else None, proposed),
        "absences": rules_page.absences(call),
        "acts": acts,
        "waiting": waiting,
        "refused": proposals.exclude(refusal="").order_by("-pk"),
        "may_propose": request.user.may("call.write") and waiting is None,
        "may_confirm": request.user.may("call.publish") and waiting is not None,
        "mine": waiting is not None and waiting.proposed_by_id == request.user.pk,
    }
    return render(request, "vouchers/money_rules.html", context)
