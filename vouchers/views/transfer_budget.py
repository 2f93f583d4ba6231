"""Move money from a line to another."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import budget
from vouchers.actions.transfer_budget import transfer_budget as act
from vouchers.budget_permissions import why_not_budget
from vouchers.forms.budget import TransferForm
from vouchers.views._call import call_or_404, verb_page


@require("budget.write")
def transfer_budget(request, prefix):
    """From which line to which, how much, with which act."""
    call, _rules = call_or_404(request, prefix)
    return verb_page(
        request,
        template="vouchers/transfer_budget.html",
        form=TransferForm(request.POST or None, lines=call.budget_lines.order_by("pk")),
        act=lambda by, at, data: act(by=by, at=at, **data),
        done=_("The money is moved."),
        back_url=reverse("vouchers:budget", args=[prefix]),
        refusal=why_not_budget(request.user, call),
        call=call,
        lines=budget.lines_of(call),
    )
