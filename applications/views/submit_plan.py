"""Send the plan to whoever approves it."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import plan_page
from applications.actions.submit_plan import submit_plan as send
from applications.links import page_of
from applications.permissions import current_assessment, current_plan, why_not
from applications.views._case import case_or_404
from applications.views._page import back_to_case, show


@require("plan.write")
def submit_plan(request, ref):
    """What is sent and who approves it, or the sentence that says what is still missing."""
    case = case_or_404(request, ref, what=_("Individual Plan, sending"), prefetch=plan_page.PREFETCH)
    now = timezone.now()
    if request.method == "POST":
        try:
            send(application=case, by=request.user, at=now)
        except Refused as refusal:
            return back_to_case(request, case, str(refusal), level=messages.ERROR)
        return back_to_case(request, case, _("The plan is waiting for approval."))
    plan, assessment = current_plan(case), current_assessment(case)
    authors = {request.user.pk, plan.written_by_id if plan else None}
    return show(
        request,
        "applications/submit_plan.html",
        case,
        heading=_("Send for approval"),
        plan=plan,
        refusal=why_not(request.user, case, "submit_plan", at=now),
        signed=bool(assessment and assessment.signed_by_both),
        approvers=plan_page.approvers(case, but=authors, on=timezone.localdate()),
        back_url=page_of(case, "write_plan"),
        assessment_url=page_of(case, "write_assessment"),
    )
