"""From which account the Plan Office pays, and each Comune that pays by itself."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Office
from accounts.refusal import Refused
from accounts.roles import require
from vouchers import payers
from vouchers.actions.edit_treasury_account import edit_treasury_account as act
from vouchers.forms.treasury import TreasuryAccountForm
from vouchers.models import TreasuryAccount


@require("payment.prepare")
def edit_treasury_account(request):
    """The account in force, of the Plan Office or of the Comune ``?comune=``; saving writes a new one, used by the runs
    issued from now on."""
    office, code = request.user.plan_office, request.GET.get("comune")
    comuni = Office.objects.filter(parent=office, kind=Office.Kind.MUNICIPALITY)
    comune = get_object_or_404(comuni, code=code) if code else None
    current = TreasuryAccount.objects.in_force(office, comune)
    initial = {"expected": current.pk if current else None}
    if current:
        initial |= {name: getattr(current, name) for name in TreasuryAccountForm.Meta.fields}
    form = TreasuryAccountForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act(
                    plan_office=office,
                    comune=comune,
                    by=request.user,
                    at=timezone.now(),
                    **form.cleaned_data,
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request, _("Saved. The payments issued from now on leave from this account.")
                )
                return redirect("vouchers:edit_treasury_account" if comune else "vouchers:runs")
    context = {
        "form": form,
        "current": current,
        "comune": comune,
        "others": [
            (one, TreasuryAccount.objects.in_force(office, one)) for one in payers.that_may_pay(office)
        ],
    }
    return render(request, "vouchers/edit_treasury_account.html", context, status=status)
