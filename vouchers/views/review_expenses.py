"""Look at what a family spent before it counts."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from vouchers import effects, expense_page, expenses
from vouchers.actions.review_expenses import review_expenses as act
from vouchers.forms.expenses import ReviewForm
from vouchers.models import ExpenseReport
from vouchers.permissions import why_not_review
from vouchers.views._case import CONFLICT, case_or_404


@require("payment.prepare")
def review_expenses(request, ref, pk):
    """The receipts beside what each would count, and what the month becomes in euro before it is decided."""
    case = case_or_404(request, ref, what=_("expense report"))
    report = ExpenseReport.objects.filter(application=case, pk=pk).select_related("recorded_by").first()
    if report is None:
        raise Http404
    report.application = case
    rows = list(report.items.select_related("document"))
    refusal, status = why_not_review(request.user, report), 200
    form = ReviewForm(request.POST or None, items=rows, initial={"verdict": "accepted"})
    back = reverse("vouchers:expense_reports", args=[case.ref])
    valid = request.method == "POST" and form.is_valid()
    recognised = form.cleaned_data["recognised"] if valid else {}
    if valid and "preview" not in request.POST:
        data = form.cleaned_data
        try:
            act(
                report=report,
                by=request.user,
                at=timezone.now(),
                verdict=data["verdict"],
                note=data["note"],
                recognised=recognised,
            )
        except Refused as error:
            form.add_error(None, error.sentence)
            status = CONFLICT if refusal else 200
        else:
            messages.success(request, _("Decided. What the month becomes enters the next list."))
            return redirect(back)
    warnings = expense_page.seen_before(report)
    for item in rows:
        item.support, item.warning = expense_page.support_name(item.code), warnings.get(item.pk)
    effect = None
    if not refusal:
        reported = expenses.would_be(report, recognised)
        effect = effects.of_report(case, report.month, reported, on=timezone.localdate())
    context = {
        "case": case,
        "report": report,
        "rows": rows,
        "form": form,
        "refusal": refusal,
        "effect": effect,
        "back_url": back,
    }
    return render(request, "vouchers/review_expenses.html", context, status=status)
