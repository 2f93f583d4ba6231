"""Can I sign this without opening ten pages?"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import second_factor
from accounts.formats import euro
from accounts.refusal import Refused
from accounts.roles import require
from applications import approvals, approving, plan_page
from applications.actions.approve_plan import approve_plan as approve
from applications.case_sections import PLAN_TONES
from applications.commitments import Commitments
from applications.facts import assess_case
from applications.forms.decide import ApproveForm
from applications.life import plans_to_read
from applications.links import page_of
from applications.models import PlanDecision, PlanState
from applications.permissions import current_plan, why_not
from applications.plan_budget import budget, uncovered
from applications.plan_changes import changes
from applications.plan_snapshot import snapshot
from applications.views._case import case_or_404
from applications.views._page import back_to_case, show
from applications.views._plan import signatures
from applications.workflow import PAID

NOT_READ = {"expected_plan": None, "expected_version": None, "expected_total": None}


@require("plan.approve")
def approve_plan(request, ref):
    """The whole decision on one page; posting approves exactly the version that was read."""
    case = case_or_404(request, ref, what=_("plan to approve"), prefetch=plan_page.PREFETCH)
    if request.method != "POST":
        return _page(request, case)
    if not second_factor.fresh(request):  # the decision stays unsaved, and the page says so
        messages.info(request, _("Nothing is decided yet: write a new code, then approve."))
        return redirect(second_factor.ask_again(request.path))
    form = ApproveForm(request.POST)
    read = form.cleaned_data if form.is_valid() else NOT_READ
    try:
        made = approve(application=case, by=request.user, at=timezone.now(), **read)
    except Refused as refusal:
        case = case_or_404(request, ref, what=_("plan to approve"), prefetch=plan_page.PREFETCH)
        if (
            current_plan(case).state != PlanState.SUBMITTED
        ):  # somebody decided meanwhile, or the button was pressed twice
            return back_to_case(request, case, str(refusal), level=messages.WARNING)
        return _page(request, case, problem=str(refusal), status=409)
    if made is None:
        return back_to_case(request, case, _("Approved. The amount stays the one already granted."))
    sentence = _("Approved. %(name)s is due %(amount)s a month.")
    return back_to_case(
        request, case, sentence % {"name": case.person.full_name, "amount": euro(made.monthly_total)}
    )


def _page(request, case, *, problem="", status=200):
    user, now, today = request.user, timezone.now(), timezone.localdate()
    plan = current_plan(case)
    if plan is None:
        return back_to_case(
            request, case, why_not(user, case, "approve_plan", at=now), level=messages.WARNING
        )
    outcome = assess_case(case, on=today)
    paid = case.status in PAID
    effect = None if paid else Commitments(case.call).effect(case, plan, outcome)
    lent = approving.lent_to(user, on=today)
    own = approving.why_not_decide(user, plan, lent)
    mine = approving.usable(plan, lent)
    before = plan_page.approved_before(case, plan)
    back = plan.decisions.filter(kind=PlanDecision.Kind.RETURNED).select_related("decided_by").first()
    earlier, later = approvals.neighbours(user=user, plan=plan) if plan.submitted_at else (None, None)
    return show(
        request,
        "applications/approve_plan.html",
        case,
        heading=_("Plan to approve"),
        status=status,
        problem=problem,
        reload_url=page_of(case, "approve_plan") if problem else "",
        plan=plan,
        plan_tag=PLAN_TONES[plan.state],
        before=before,
        reviews=plan_page.reviews(plans_to_read(user, case)),
        changes=changes(before, plan) if before else [],
        back=back,
        corrected=changes(snapshot(back.content), plan) if back else [],
        outcome=outcome,
        sentence=outcome.sentence_for(case.person.first_name),
        checks=plan_page.checks(case, plan, outcome, on=today, effect=effect),
        budget=budget(list(plan.resources.all()), amount=outcome.monthly_total),
        uncovered=uncovered(case, plan.resources.all(), amount=outcome.monthly_total, on=today),
        sees_money=True,
        code_url="" if second_factor.fresh(request) else second_factor.ask_again(request.path),
        signatures=signatures(case, plan),
        amount=outcome.monthly_total,
        effect=effect,
        own=own,
        paid=paid,
        in_place=approving.in_place_of(mine) if mine else "",
        others=plan_page.approvers(case, but=plan.prepared_by_ids, on=today) if own else [],
        earlier=earlier and (earlier.application, page_of(earlier.application, "approve_plan")),
        later=later and (later.application, page_of(later.application, "approve_plan")),
        refusals={
            verb: why_not(user, case, verb, at=now) for verb in ("approve_plan", "return_plan", "reject")
        },
    )
