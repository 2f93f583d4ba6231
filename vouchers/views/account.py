"""What was this case owed, what did it receive, and why?"""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.roles import require
from applications.links import case_url
from vouchers import account_page, recoveries
from vouchers.permissions import case_offers
from vouchers.views._case import case_or_404

OF_THE_ACCOUNT = ("decide_recovery", "record_receipt", "give_up_claim")


@require_GET
@require("money.read")
def account(request, ref):
    """The awards with their amounts by month, the months due and booked, every line of the ledger with its cause."""
    case = case_or_404(request, ref, what=_("account of the payments"))
    offers = {move.verb: refusal for move, refusal in case_offers(request.user, case, at=timezone.now())}
    context = {
        "case": case,
        "facts": account_page.facts(case),
        "awards": account_page.awards(case),
        "months": account_page.month_rows(case, on=timezone.localdate()),
        "rows": account_page.rows(case),
        "plans": list(case.recovery_plans.select_related("decided_by").order_by("-pk")),
        "not_asked": recoveries.why_not_asked(case),
        "offers": {verb: offers[verb] for verb in OF_THE_ACCOUNT if verb in offers},
        "may_write": request.user.may("case.decide") or request.user.may("case.write"),
        "back_url": case_url(case, "pagamenti"),
    }
    return render(request, "vouchers/account.html", context)
