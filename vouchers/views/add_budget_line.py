"""A line of the budget that the rules do not write."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.add_budget_line import add_budget_line as act
from vouchers.budget_permissions import why_not_budget
from vouchers.forms.budget import LineForm
from vouchers.views._call import call_or_404, verb_page


@require("budget.write")
def add_budget_line(request, prefix):
    """Whom it pays, and its first money with the act."""
    call, rules = call_or_404(request, prefix)
    return verb_page(
        request,
        template="vouchers/add_budget_line.html",
        form=LineForm(request.POST or None, rules=rules),
        act=lambda by, at, data: act(call=call, by=by, at=at, **data),
        done=_("The line is open."),
        back_url=reverse("vouchers:budget", args=[prefix]),
        refusal=why_not_budget(request.user, call),
        call=call,
    )
