"""Record money a family gave back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import recoveries
from vouchers.actions.record_receipt import record_receipt as act
from vouchers.forms.account import ReceiptForm
from vouchers.views._case import case_or_404, case_page


@require("payment.prepare")
def record_receipt(request, ref):
    """Proposes all that is still to come back."""
    case = case_or_404(request, ref, what=_("money given back"))
    owed = recoveries.to_come_back(case)
    form = ReceiptForm(request.POST or None, initial={"amount": owed, "received_on": timezone.localdate()})
    return case_page(
        request,
        case,
        verb="record_receipt",
        form=form,
        act=lambda by, at, data: act(application=case, by=by, at=at, **data),
        done=_("Recorded: it is in the account of the case."),
        owed=owed,
    )
