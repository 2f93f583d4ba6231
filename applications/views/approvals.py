"""What waits for my signature?"""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from accounts.roles import require
from applications import approvals as queue
from applications.actions.approve_plans import MOST

PER_PAGE = 50


@require("plan.approve")
def approvals(request):
    """Everything to approve, longest waiting first."""
    rows = queue.waiting(user=request.user, on=timezone.localdate())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "applications/approvals.html",
        {
            "page": page,
            "mine": sum(not row.own for row in rows),
            "own": sum(row.own for row in rows),
            "together": any(row.key for row in page.object_list),
            "most": MOST,
        },
    )
