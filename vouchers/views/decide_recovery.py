"""Decide how money received unduly comes back, seeing first in how many payments."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import recoveries
from vouchers.actions.decide_recovery import decide_recovery as act
from vouchers.forms.account import RecoveryForm
from vouchers.views._case import case_or_404, case_page


@require("case.decide")
def decide_recovery(request, ref):
    """What is to come back, and what each way would keep back of the next payments."""
    case = case_or_404(request, ref, what=_("recovery"))
    form = RecoveryForm(request.POST or None, initial={"way": "next_payments"})
    found = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        found = recoveries.in_instalments(
            case, on=timezone.localdate(), way=data["way"], monthly=data["monthly_amount"]
        )
    return case_page(
        request,
        case,
        verb="decide_recovery",
        form=form,
        act=lambda by, at, data: act(application=case, by=by, at=at, **data),
        done=_("Decided. It holds from the next list."),
        owed=recoveries.to_come_back(case),
        found=found,
    )
