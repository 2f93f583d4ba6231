"""Write other rules for the money of a call."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications.views._law import call_or_404
from vouchers.actions.propose_money_rules import propose_money_rules as act
from vouchers.forms.money_rules import MoneyRulesForm
from vouchers.models import MoneyRules

FRESH = ("act",)  # a new act, not the one in force


@require("call.write")
def propose_money_rules(request, prefix):
    """The form begins with what is in force; nothing changes before another person confirms it."""
    call = call_or_404(request, prefix)
    there = call.money_rules.order_by("-pk").first()
    names = [name for name in MoneyRulesForm.Meta.fields if name not in FRESH]
    start = {name: getattr(there, name) for name in names} if there else {}
    form = MoneyRulesForm(request.POST or None, instance=MoneyRules(call=call), initial=start)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act(call=call, by=request.user, at=timezone.now(), values=form.values)
            except Refused as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, _("Proposed: somebody else confirms it."))
                return redirect("vouchers:money_rules", call.number_prefix)
    return render(request, "vouchers/propose_money_rules.html", {"call": call, "form": form}, status=status)
