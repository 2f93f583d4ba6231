"""Money that arrives on a line, or that an act takes off it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import budget
from vouchers.actions.add_budget_money import add_budget_money as act
from vouchers.budget_permissions import why_not_budget
from vouchers.forms.budget import MoneyForm
from vouchers.views._call import line_or_404, verb_page


@require("budget.write")
def add_budget_money(request, prefix, pk):
    """Own money, a further allocation, a reduction; each with its act."""
    line = line_or_404(request, prefix, pk)
    return verb_page(
        request,
        template="vouchers/add_budget_money.html",
        form=MoneyForm(request.POST or None),
        act=lambda by, at, data: act(line=line, by=by, at=at, **data),
        done=_("Written on the line."),
        back_url=reverse("vouchers:budget", args=[prefix]),
        refusal=why_not_budget(request.user, line.call),
        call=line.call,
        line=next(one for one in budget.lines_of(line.call) if one.pk == line.pk),
    )
