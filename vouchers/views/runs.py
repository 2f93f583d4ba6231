"""Every month: what was paid, what is being prepared."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.roles import require
from vouchers import figures, run_rules
from vouchers.models import PaymentRun
from vouchers.permissions import why_not_open
from vouchers.run_rules import default_month

SHOWN = 24  # months


@require_GET
@require("payment.read")
def runs(request):
    """The months of the Ambito, newest first."""
    now = timezone.now()
    rows = PaymentRun.objects.visible_to(request.user).with_people()[:SHOWN]
    month = default_month(request.user.plan_office, on=timezone.localdate(now))
    return render(
        request,
        "vouchers/runs.html",
        {
            "rows": [{"run": run, "figures": figures.of(run)} for run in rows],
            "month": month,
            "missed": run_rules.missed(request.user.plan_office, on=timezone.localdate(now)),
            "may_prepare": request.user.may("payment.prepare"),
            "refusal": why_not_open(request.user, month, at=now),
        },
    )
