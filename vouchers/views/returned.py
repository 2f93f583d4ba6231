"""Which payments came back, and were they paid again?"""

from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.roles import require
from vouchers.models import Payout

PAGE = 50


@require_GET
@require("payment.read")
def returned(request):
    """The newest first, each with its reason, whether the account changed since, and the list that paid it again."""
    later = (
        Payout.objects.filter(application=OuterRef("application"), pk__gt=OuterRef("pk"))
        .exclude(state__in=[Payout.State.DUE, Payout.State.RETURNED])
        .order_by("pk")
        .values("run__month")[:1]
    )
    rows = (
        Payout.objects.visible_to(request.user)
        .filter(state=Payout.State.RETURNED)
        .select_related("application__person", "application__municipality", "run", "returned_by")
        .annotate(paid_again=Subquery(later))
        .order_by("-returned_at", "-pk")
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.same_account = row.iban == row.application.iban
    return render(request, "vouchers/returned.html", {"page": page, "count": page.paginator.count})
