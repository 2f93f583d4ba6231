"""Send the plan back with what must change."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import approving, plan_page
from applications.actions.return_plan import return_plan as send_back
from applications.forms.plan_steps import ReturnPlanForm
from applications.links import page_of
from applications.permissions import current_plan, why_not
from applications.views._case import case_or_404
from applications.views._page import back_to_case, show


@require("plan.approve")
def return_plan(request, ref):
    """A reason, read by who wrote the plan."""
    case = case_or_404(request, ref, what=_("plan to approve"), prefetch=plan_page.PREFETCH)
    refusal = why_not(request.user, case, "return_plan", at=timezone.now())
    if refusal:
        return back_to_case(request, case, refusal, level=messages.WARNING)
    author = current_plan(case).submitted_by.full_name
    form = ReturnPlanForm(
        request.POST if request.method == "POST" else None,
        plan=current_plan(case),
        label=_("Write what must change: %(name)s reads it") % {"name": author},
    )
    if form.is_valid():
        plan, now = current_plan(case), timezone.now()
        try:
            if not form.same:  # the comments would stand beside other rows
                raise Refused(approving.changed(plan, at=now))
            send_back(
                application=case,
                by=request.user,
                at=now,
                note=form.cleaned_data["note"],
                comments=form.comments(),
                read=(plan.pk, plan.edit_version),
            )
        except Refused as problem:
            form.add_error(None, str(problem))
            form.read_again()
        else:
            return back_to_case(request, case, _("Returned to %(name)s.") % {"name": author})
    return show(
        request,
        "applications/return_plan.html",
        case,
        heading=_("Return with reason"),
        form=form,
        author=author,
        back_url=page_of(case, "approve_plan"),
        status=409 if form.is_bound and form.non_field_errors() else 200,
    )
