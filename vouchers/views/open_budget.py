"""Take the lines of the budget from the rules of the call."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import require
from applications.facts import rules_of
from vouchers.actions.open_budget import open_budget as act
from vouchers.budget_permissions import why_not_open
from vouchers.forms.budget import ActForm
from vouchers.views._call import call_or_404, verb_page


@require("budget.write")
def open_budget(request, prefix):
    """The lines and sums the rules write, and the act that gives them."""
    call, _today = call_or_404(request, prefix)
    rules = rules_of(call.rule_set)
    refusal = why_not_open(request.user, call, rules)
    sums = rules.budget.split() if rules.budget and refusal is None else {}
    return verb_page(
        request,
        template="vouchers/open_budget.html",
        form=ActForm(request.POST or None, initial={"act": call.act, "act_date": call.act_date}),
        act=lambda by, at, data: act(call=call, by=by, at=at, **data),
        done=_("The budget is open."),
        back_url=reverse("vouchers:budget", args=[prefix]),
        refusal=refusal,
        call=call,
        lines=[(one.label, sums[one.code]) for one in rules.budget.lines] if sums else [],
        total=sum(sums.values()) if sums else None,
    )
