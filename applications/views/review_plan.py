"""Is the plan still right? A review held, or put off to another day."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import plan_page
from applications.actions.review_plan import review_plan as review
from applications.forms.plan_steps import ReviewForm
from applications.links import page_of
from applications.plan_permissions import approved, why_not_review
from applications.views._case import case_or_404
from applications.views._page import show


@require("plan.write")
def review_plan(request, ref):
    """What came out of it; the next day becomes a task in "My work"."""
    case = case_or_404(request, ref, what=_("plan, review"), prefetch=plan_page.PREFETCH)
    plan, refusal = approved(case), why_not_review(request.user, case)
    form = ReviewForm(
        request.POST if request.method == "POST" else None,
        initial={"plan": plan.pk if plan else None, "held_on": timezone.localdate()},
    )
    status = 200
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            review(application=case, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, str(problem))
            status = 409
        else:
            messages.success(request, _("The review is written."))
            return redirect(page_of(case, "write_plan"))
    return show(
        request,
        "applications/review_plan.html",
        case,
        heading=_("Review of the plan"),
        plan=plan,
        form=form,
        refusal=refusal,
        back_url=page_of(case, "write_plan"),
        status=status,
    )
