"""The family brings what it spent in a month."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from vouchers import expense_page
from vouchers.actions.record_expenses import record_expenses as act
from vouchers.forms.expenses import ItemFormSet, ReportForm
from vouchers.permissions import why_not_case
from vouchers.views._case import CONFLICT, case_or_404

OPEN = ("missing", "sent_back")  # states of the months proposed first


@require("case.write")
def record_expenses(request, ref):
    """One month, its payslips, contributions and invoices, each with its receipt. ``?mese=2026-11`` proposes it."""
    case = case_or_404(request, ref, what=_("expense report"))
    now, today = timezone.now(), timezone.localdate()
    refusal, status = why_not_case(request.user, case, "record_expenses", at=now), 200
    rows, asked = expense_page.months_of(case, on=today)
    months = [row.month for row in rows]
    wanted = next((f"{one:%Y-%m-%d}" for one in months if f"{one:%Y-%m}" == request.GET.get("mese")), None)
    first = next((f"{row.month:%Y-%m-%d}" for row in reversed(rows) if row.state in OPEN), None)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ReportForm(
        posted[0], months=months, initial={"month": wanted or first, "received_on": today}, prefix=""
    )
    items = ItemFormSet(*posted, form_kwargs={"supports": expense_page.supports(case)}, prefix="spese")
    if request.method == "POST" and all([form.is_valid(), items.is_valid()]):
        written = [one.cleaned_data for one in items if one.has_changed() and one.cleaned_data]
        try:
            act(application=case, by=request.user, at=now, items=written, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, error.sentence)
            status = CONFLICT if refusal else 200
        else:
            messages.success(request, _("Report kept. Somebody else looks at it before it counts."))
            return redirect(reverse("vouchers:expense_reports", args=[case.ref]))
    context = {
        "case": case,
        "form": form,
        "items": items,
        "asked": asked,
        "refusal": refusal,
        "back_url": reverse("vouchers:expense_reports", args=[case.ref]),
    }
    return render(request, "vouchers/record_expenses.html", context, status=status)
