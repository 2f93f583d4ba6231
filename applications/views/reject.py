"""Refuse the application: the reasons are the requirements that are not met."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import plan_page
from applications.actions.reject import reject as refuse
from applications.facts import assess_case
from applications.forms.decide import RejectForm
from applications.permissions import why_not
from applications.views._case import case_or_404
from applications.views._page import back_to_case, show


@require("case.decide")
def reject(request, ref):
    """The reasons from the calculation; refused with a sentence while the rules do not say no."""
    case = case_or_404(request, ref, what=_("rejection"), prefetch=plan_page.PREFETCH)
    form = RejectForm(request.POST if request.method == "POST" else None)
    refusal = why_not(request.user, case, "reject", at=timezone.now())
    if request.method == "POST" and refusal:
        return back_to_case(request, case, refusal, level=messages.WARNING)
    if form.is_valid():
        try:
            refuse(application=case, by=request.user, at=timezone.now(), note=form.cleaned_data["note"])
        except Refused as problem:
            return back_to_case(request, case, str(problem), level=messages.WARNING)
        return back_to_case(request, case, _("The application is rejected, with its reasons."))
    outcome = assess_case(case, on=timezone.localdate())
    return show(
        request,
        "applications/reject.html",
        case,
        heading=_("Reject the application"),
        form=form,
        refusal=refusal,
        reasons=[row for row in outcome.criteria if row.verdict == "not_met" and row.stage == "application"],
        not_due=[
            row for row in outcome.interventions if row.code in case.requested and row.verdict == "not_due"
        ],
        missing=outcome.missing if outcome.verdict == "unknown" else (),
        outcome=outcome,
    )
