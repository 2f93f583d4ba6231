"""What has the family spent, month by month, and what came of it?"""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.roles import require
from applications.links import case_url
from vouchers import expense_page
from vouchers.permissions import why_not_case, why_not_review
from vouchers.views._case import case_or_404


@require_GET
@require("money.read")
def expense_reports(request, ref):
    """Every month of the award with its report, all the versions of it and what was paid."""
    case = case_or_404(request, ref, what=_("expense reports"))
    months, asked = expense_page.months_of(case, on=timezone.localdate())
    for row in months:
        for one in row.versions:
            one.may_review = why_not_review(request.user, one) is None
            for item in one.items.all():
                item.support = expense_page.support_name(item.code)
    context = {
        "case": case,
        "months": months,
        "asked": asked,
        "without": expense_page.without_report(case, on=timezone.localdate()) if asked else None,
        "refusal": why_not_case(request.user, case, "record_expenses", at=timezone.now()),
        "back_url": case_url(case, "pagamenti"),
    }
    return render(request, "vouchers/expense_reports.html", context)
