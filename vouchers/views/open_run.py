"""Prepare the list of a month."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import month_words
from accounts.refusal import Refused
from accounts.roles import require
from vouchers.actions.open_run import open_run as act
from vouchers.actions.open_run import value_date_of
from vouchers.forms.run import OpenRunForm
from vouchers.permissions import default_month, why_not_open
from vouchers.views._run import CONFLICT, month_or_404


@require("payment.prepare")
def open_run(request):
    """Ask for the value date, then open the month; a month that is already open is said, never opened
    twice."""
    now = timezone.now()
    asked = request.GET.get("mese") or request.POST.get("month")
    month = (
        month_or_404(asked) if asked else default_month(request.user.plan_office, on=timezone.localdate(now))
    )
    initial = {"month": f"{month:%Y-%m}", "value_date": value_date_of(month)}
    form = OpenRunForm(request.POST if request.method == "POST" else None, initial=initial)
    refusal, status = why_not_open(request.user, month, at=now), 200
    if request.method == "POST" and form.is_valid():
        try:
            run = act(
                plan_office=request.user.plan_office,
                month=month,
                value_date=form.cleaned_data["value_date"],
                by=request.user,
                at=now,
            )
        except Refused as error:
            refusal, status = error.sentence, CONFLICT
        else:
            messages.success(
                request, _("The list of %(month)s is ready: run the checks.") % {"month": month_words(month)}
            )
            return redirect("vouchers:run", run.number)
    return render(
        request, "vouchers/open_run.html", {"form": form, "month": month, "refusal": refusal}, status=status
    )
