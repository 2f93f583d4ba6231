"""Why the total changed, person by person."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.roles import require
from vouchers import differences as of_run
from vouchers import figures
from vouchers.views._run import run_or_404

PAGE = 50


@require_GET
@require("payment.read")
def differences(request, number):
    """Every case whose sum is not that of the month before, the largest difference first, with its reason."""
    run = run_or_404(request, number)
    rows = of_run.of(run)
    context = {
        "run": run,
        "before": figures.previous_run(run),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "total": sum(row.amount for row in rows),
    }
    return render(request, "vouchers/differences.html", context)
