"""Confirm or refuse other rules for the money of a call."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications.permissions import FOUR_EYES
from applications.views._law import call_or_404
from vouchers import rules_page
from vouchers.actions.confirm_money_rules import CLOSED, rules_of
from vouchers.actions.confirm_money_rules import confirm_money_rules as act
from vouchers.forms.money_rules import AnswerForm


@require("call.publish")
def confirm_money_rules(request, prefix, pk):
    """What changes, in words and in euro on the months already paid, before it is decided."""
    call = call_or_404(request, prefix)
    proposal = call.money_proposals.select_related("proposed_by").filter(pk=pk).first()
    if proposal is None:
        raise Http404
    form, status = AnswerForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        refusing = "refuse" in request.POST
        refusal = form.cleaned_data["refusal"].strip()
        try:
            if refusing and not refusal:
                form.add_error("refusal", _("Write why: whoever proposed it reads it."))
            else:
                act(
                    proposal=proposal, by=request.user, at=timezone.now(), refusal=refusal if refusing else ""
                )
                messages.success(
                    request, _("Refused.") if refusing else _("Confirmed: it holds from the next list.")
                )
                return redirect("vouchers:money_rules", call.number_prefix)
        except Refused as problem:
            form.add_error(None, problem.sentence)
        status = 422
    proposed = rules_of(proposal)
    there = call.money_rules.order_by("-pk").first()
    context = {
        "call": call,
        "proposal": proposal,
        "rules": [row for row in rules_page.rules_shown(call, there, proposed) if row.differs],
        "effect": rules_page.effect(call, proposed) if proposal.closed_at is None else None,
        "act": proposed.act,
        "form": form,
        "refusal": CLOSED if proposal.closed_at else "",
        "four_eyes": FOUR_EYES if proposal.proposed_by_id == request.user.pk else "",
    }
    return render(request, "vouchers/confirm_money_rules.html", context, status=status)
