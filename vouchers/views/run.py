"""Is it all right to pay, how much, what changed?"""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.roles import require
from jobs.progress import progress_of
from vouchers import run_page
from vouchers.views._run import run_or_404


@require_GET
@require("payment.read")
def run(request, number):
    """The page of one month."""
    row = run_or_404(request, number)
    context = run_page.context(row, user=request.user, at=timezone.now())
    context["by_support"] = request.GET.get("per") == "sostegno"
    if row.job_id:
        context |= {"job": row.job, "progress": progress_of(row.job, user=request.user)}
    return render(request, "vouchers/run.html", context)
