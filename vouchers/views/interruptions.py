"""Who is not paid, and since when?"""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.roles import require
from vouchers import absence_page
from vouchers.checks.looks import AWAY_LIMIT_DAYS
from vouchers.models import Interruption

PAGE = 50
NEAR_DAYS = 25  # from here on the limit is near, and the row says so


@require_GET
@require("money.read")
def interruptions(request):
    """Those going on, the longest first; ``?tutte`` also shows the ended ones."""
    today = timezone.localdate()
    everything = "tutte" in request.GET
    rows = Interruption.objects.visible_to(request.user).select_related(
        "application__person", "application__municipality", "application__case_manager"
    )
    going_on = rows.filter(ends_on__isnull=True)
    shown = rows.order_by("-starts_on") if everything else going_on.order_by("starts_on")
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    summaries = absence_page.going_on([row for row in page if row.ends_on is None], on=today)
    for row in page:
        row.days = row.days_away(on=today)
        row.summary = summaries.get(row.pk)
        row.tone = (
            "" if row.ends_on or row.days < NEAR_DAYS else "bad" if row.days > AWAY_LIMIT_DAYS else "warn"
        )
        row.late = bool(row.expected_on and not row.ends_on and row.expected_on < today)
    return render(
        request,
        "vouchers/interruptions.html",
        {
            "page": page,
            "everything": everything,
            "count": going_on.count(),
            "limit": AWAY_LIMIT_DAYS,
            "may_write": request.user.may("case.write"),
        },
    )
