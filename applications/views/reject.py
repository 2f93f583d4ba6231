"""Refuse the application: the reasons are the requirements that are not met."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import plan_page
from applications.actions.reject import reject as refuse
from applications.case_sections import PLAN_TONES
from applications.facts import assess_case
from applications.forms.decide import RejectForm
from applications.permissions import why_not
from applications.views._case import case_or_404
from applications.views._page import back_to_case, show


@require("case.reject")
def reject(request, ref):
    """The reasons from the calculation; refused with a sentence while the rules do not say no."""
    case = case_or_404(request, ref, what=_("rejection"), prefetch=plan_page.PREFETCH)
    plan = plan_page.in_progress(case)
    asked = {"large_print": case.person.large_print}
    form = RejectForm(request.POST if request.method == "POST" else None, plan=plan, initial=asked)
    refusal = why_not(request.user, case, "reject", at=timezone.now())
    if request.method == "POST" and refusal:
        return back_to_case(request, case, refusal, level=messages.WARNING)
    if form.is_valid():
        try:
            refuse(
                application=case,
                by=request.user,
                at=timezone.now(),
                note=form.cleaned_data["note"],
                read=form.read,
                large_print=form.cleaned_data["large_print"],
            )
        except Refused as problem:
            case = case_or_404(request, ref, what=_("rejection"), prefetch=plan_page.PREFETCH)
            if why_not(request.user, case, "reject", at=timezone.now()):
                return back_to_case(request, case, str(problem), level=messages.WARNING)
            typed = {name: form.cleaned_data[name] for name in ("note", "large_print")}
            form = RejectForm(None, plan=plan_page.in_progress(case), initial=typed)
            return _page(request, case, form, problem=str(problem), status=409)
        return back_to_case(request, case, _("The application is rejected, with its reasons."))
    return _page(request, case, form, refusal=refusal, status=422 if form.errors else 200)


def _page(request, case, form, *, refusal=None, problem="", status=200):
    outcome, plan = assess_case(case, on=timezone.localdate()), plan_page.in_progress(case)
    return show(
        request,
        "applications/reject.html",
        case,
        heading=_("Reject the application"),
        form=form,
        refusal=refusal,
        problem=problem,
        status=status,
        plan=plan,
        plan_tag=PLAN_TONES[plan.state] if plan else None,
        reasons=[row for row in outcome.criteria if row.verdict == "not_met" and row.stage == "application"],
        not_due=[
            row for row in outcome.interventions if row.code in case.requested and row.verdict == "not_due"
        ],
        missing=outcome.missing if outcome.verdict == "unknown" else (),
        outcome=outcome,
    )
