"""Which expense reports wait, which are missing, in which Comune?"""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import Office
from accounts.roles import require
from vouchers import expense_list
from vouchers.forms.expenses import ReportsForm

PAGE = 50


@require_GET
@require("money.read")
def all_expense_reports(request):
    """Every month with its newest report, or those without one (``?stato=missing``). What is no filter is left out."""
    user, on = request.user, timezone.localdate()
    comuni = Office.objects.visible_to(user).filter(kind=Office.Kind.MUNICIPALITY).order_by("name")
    form = ReportsForm(request.GET, months=expense_list.months(user, on=on), comuni=comuni)
    form.is_valid()
    asked = form.cleaned_data
    chosen = {"month": asked.get("mese") or None, "municipality": asked.get("comune")}
    if asked.get("stato") == expense_list.MISSING:
        page = Paginator(expense_list.missing(user, on=on, **chosen), PAGE).get_page(request.GET.get("page"))
        rows = list(page)
    else:
        found = expense_list.reports(user, state=asked.get("stato") or "", **chosen)
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        rows = [expense_list.row_of(one, user) for one in page]
    context = {"page": page, "rows": rows, "fields": list(form), "may_pay": user.may("payment.read")}
    return render(request, "vouchers/all_expense_reports.html", context)
