"""Prepare the list of a month."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from vouchers.actions.open_run import open_run as act
from vouchers.actions.open_run import value_date_of
from vouchers.forms.run import OpenRunForm
from vouchers.permissions import why_not_open
from vouchers.run_rules import default_month
from vouchers.views._run import CONFLICT, month_or_404
from vouchers.workflow import RunState

BANK_DAYS = 3  # from today to the value date of a further list


@require("payment.prepare")
def open_run(request):
    """Ask for the value date, then open the month, or a further list of it (``?elenco=2``); one that is already open is
    said, never opened twice."""
    now = timezone.now()
    asked = request.GET.get("mese") or request.POST.get("month")
    month = (
        month_or_404(asked) if asked else default_month(request.user.plan_office, on=timezone.localdate(now))
    )
    number = request.GET.get("elenco") or request.POST.get("sequence") or "1"
    sequence = int(number) if number.isdecimal() and len(number) < 3 else 1
    soon = timezone.localdate(now) + timedelta(days=BANK_DAYS) if sequence > 1 else None
    initial = {
        "month": f"{month:%Y-%m}",
        "sequence": sequence,
        "value_date": value_date_of(month, not_before=soon),
    }
    form = OpenRunForm(request.POST if request.method == "POST" else None, initial=initial)
    refusal, status = why_not_open(request.user, month, at=now, sequence=sequence), 200
    if request.method == "POST" and form.is_valid():
        try:
            run = act(
                plan_office=request.user.plan_office,
                month=month,
                sequence=sequence,
                value_date=form.cleaned_data["value_date"],
                by=request.user,
                at=now,
            )
        except Refused as error:
            refusal, status = error.sentence, CONFLICT
        else:
            said = _("The list of %(month)s is ready: run the checks.")
            if run.state == RunState.OPENING:
                said = _("The list of %(month)s is being prepared. You can keep working.")
            messages.success(request, said % {"month": run.of_month})
            return redirect("vouchers:run", run.number)
    context = {"form": form, "month": month, "sequence": sequence, "refusal": refusal}
    return render(request, "vouchers/open_run.html", context, status=status)
