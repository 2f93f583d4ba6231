"""What do we want to reach, who does what, with which resources?"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import moment
from accounts.refusal import Refused
from accounts.roles import require
from applications import plan_page
from applications.actions._editing import Stale
from applications.actions.write_plan import WRITABLE
from applications.actions.write_plan import write_plan as save
from applications.case_sections import PLAN_TONES, budget
from applications.facts import assess_case
from applications.forms.write_plan import PlanEditor, rearranged
from applications.links import page_of
from applications.models import IndividualPlan, PlanState
from applications.permissions import NOT_YOUR_ROLE, current_plan, why_not
from applications.views._case import case_or_404
from applications.views._page import show

FIELDS = ("wishes", "emergency_plan", "starts_on", "ends_on", "review_on")


@require("case.health.read")
def write_plan(request, ref):
    """The editor for who writes plans, while the case allows it; the plan to read for everybody else."""
    case = case_or_404(request, ref, what=_("Individual Plan"), prefetch=plan_page.PREFETCH)
    writes = request.user.may("plan.write")
    if request.method == "POST":
        if not writes:
            raise PermissionDenied(str(NOT_YOUR_ROLE))
        return _save(request, case)
    if writes and case.status in WRITABLE:
        return _edit(request, case, PlanEditor(plan=_in_progress(case), initial=_initial(case)))
    return _read(request, case)


def _save(request, case):
    moved = rearranged(request.POST)
    if moved is not None:  # a row more, or in another place: nothing is saved, nothing typed is lost
        lists, place = moved
        initial = {name: request.POST.get(name, "") for name in (*FIELDS, "expected_version")}
        return _edit(request, case, PlanEditor(initial=initial, lists=lists), place=place)
    editor = PlanEditor(data=request.POST)
    if not editor.is_valid():
        return _edit(request, case, editor)
    now = timezone.now()
    changes = editor.changes()
    try:
        save(
            application=case,
            by=request.user,
            at=now,
            expected_version=editor.form.cleaned_data["expected_version"],
            **changes,
        )
    except Stale as refusal:
        case = case_or_404(request, case.ref, what=_("Individual Plan"), prefetch=plan_page.PREFETCH)
        if not _same(current_plan(case), changes):
            data = request.POST.copy()
            data["expected_version"] = current_plan(case).edit_version
            editor = PlanEditor(data=data)
            editor.is_valid()
            editor.form.add_error(None, str(refusal))
            return _edit(request, case, editor, status=409)
    except Refused as refusal:
        editor.form.add_error(None, str(refusal))
        return _edit(request, case, editor, status=409)
    messages.success(request, _("Saved: %(when)s.") % {"when": moment(now)})
    return redirect(page_of(case, "submit_plan") if "submit" in request.POST else request.path)


def _in_progress(case):
    """The version to go on with; after an approval the next one starts from the approved one."""
    return current_plan(case)


def _initial(case):
    plan = _in_progress(case)
    if plan is None:
        return {"starts_on": case.call.benefit_from, "ends_on": case.call.benefit_to}
    found = {name: getattr(plan, name) for name in FIELDS}
    return {**found, "expected_version": plan.edit_version}


def _same(plan, changes):
    """True when the plan already says what was sent: the same page sent twice."""
    if {name: getattr(plan, name) for name in FIELDS} != changes["fields"]:
        return False
    return all(
        [
            {name: getattr(row, name) for name in sent}
            for row, sent in zip(getattr(plan, rows).all(), changes[rows], strict=False)
        ]
        == changes[rows]
        and len(getattr(plan, rows).all()) == len(changes[rows])
        for rows in ("goals", "interventions", "resources")
    )


def _edit(request, case, editor, *, place=None, status=200):
    today, plan = timezone.localdate(), _in_progress(case)
    outcome = assess_case(case, on=today)
    writing = plan is None or plan.state in (PlanState.APPROVED, PlanState.SUPERSEDED)
    version = (plan.version + 1 if plan else 1) if writing else plan.version
    return show(
        request,
        "applications/write_plan.html",
        case,
        heading=_("Individual Plan"),
        status=status,
        editor=editor,
        focus="-".join(map(str, place)) if place else "",
        plan=None if writing else plan,
        version=version,
        state_tag=PLAN_TONES[PlanState.DRAFT if writing else plan.state],
        **_money(request, case, plan, outcome, today),
    )


def _money(request, case, plan, outcome, today):
    """The row of Measure B2 and the budget, for who may see money."""
    if not request.user.may("money.read"):
        return {"sees_money": False}
    amount = outcome.monthly_total if outcome.monthly_total is not None else outcome.expected_total
    shown = plan or IndividualPlan()
    return {
        "sees_money": True,
        "outcome": outcome,
        "amount": amount,
        "estimated": outcome.monthly_total is None,
        "budget": budget(shown, amount=amount) if plan else None,
        "uncovered": plan_page.uncovered(case, shown, amount=amount, on=today) if plan else None,
    }


def _read(request, case):
    plan = current_plan(case)
    outcome = assess_case(case, on=timezone.localdate())
    closed = request.user.may("plan.write") and plan is not None
    return show(
        request,
        "applications/plan.html",
        case,
        heading=_("Individual Plan"),
        plan=plan,
        state_tag=PLAN_TONES[plan.state] if plan else None,
        closed=closed,
        decide_refusal=why_not(request.user, case, "approve_plan", at=timezone.now()),
        may_decide=request.user.may("plan.approve")
        and plan is not None
        and plan.state == PlanState.SUBMITTED,
        **_money(request, case, plan, outcome, timezone.localdate()),
    )
