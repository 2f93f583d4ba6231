"""Give up money to recover, by an act."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import recoveries
from vouchers.actions.give_up_claim import give_up_claim as act
from vouchers.forms.account import GiveUpForm
from vouchers.views._case import case_or_404, case_page


@require("case.decide")
def give_up_claim(request, ref):
    """How much is left, and the act that says that it is not asked."""
    case = case_or_404(request, ref, what=_("money given up"))
    owed = recoveries.to_come_back(case)
    return case_page(
        request,
        case,
        verb="give_up_claim",
        form=GiveUpForm(request.POST or None, initial={"amount": owed}),
        act=lambda by, at, data: act(application=case, by=by, at=at, **data),
        done=_("Written: it is in the account of the case, with its act."),
        owed=owed,
    )
