"""Who has money to give back, how does it come back, and which payments returned?"""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.roles import require
from vouchers import recoveries as owed

PAGE = 50


@require_GET
@require("payment.read")
def recoveries(request):
    """Every case with something to come back, the largest sums first."""
    rows = owed.open_ones(request.user)
    return render(
        request,
        "vouchers/recoveries.html",
        {
            "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
            "total": sum(row.amount for row in rows),
            "count": len(rows),
        },
    )
