"""Sign together the plans that have nothing to read?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts import access_log, second_factor
from accounts.refusal import Refused
from accounts.roles import require
from applications import approvals, plan_page
from applications.actions.approve_plans import MOST
from applications.actions.approve_plans import approve_plans as approve
from applications.commitments import Commitments, together
from applications.facts import assess_case
from applications.forms.decide import packed, unpacked
from applications.links import page_of
from applications.models import Application, PlanState
from applications.permissions import current_plan
from applications.workflow import PAID


@require("plan.approve")
@require_http_methods(["GET", "HEAD", "POST"])
def approve_plans(request):
    """Each plan by name before the signature; posting approves exactly those that were shown, or none."""
    user, problem = request.user, ""
    if request.method == "POST":
        read = unpacked(request.POST.getlist("read"))
        if not second_factor.fresh(request):
            messages.info(request, _("Nothing is decided yet: write a new code, then approve."))
            keys = "&".join(f"plan={one[1]}" for one in read or ())
            return redirect(second_factor.ask_again(f"{request.path}?{keys}"))
        try:
            if read is None:
                raise Refused(_("The list that arrived is not one of ours: choose the plans again."))
            made = approve(read=read, by=user, at=timezone.now())
        except Refused as refusal:
            problem, keys = str(refusal), [one[1] for one in read or ()]
        else:
            said = ngettext("%(n)s plan approved.", "%(n)s plans approved.", len(made)) % {"n": len(made)}
            messages.success(request, said)
            return redirect("applications:approvals")
    else:
        keys = [
            int(one)
            for one in request.GET.getlist("plan")
            if one.isascii() and one.isdigit() and len(one) < 19
        ]
    rows, effects = _rows(request, keys[: MOST + 1])
    fresh = second_factor.fresh(request)
    context = {
        "problem": problem or (too_many() if len(rows) > MOST else ""),
        "rows": rows,
        "blocked": [row for row in rows if row["why_not"]],
        "together": together(effects),
        "code_url": "" if fresh else second_factor.ask_again(request.get_full_path()),
    }
    return render(request, "applications/approve_plans.html", context, status=409 if problem else 200)


def too_many():
    """The sentence for more plans than one signature may hold."""
    return _("At most %(n)s plans at a time: choose fewer.") % {"n": MOST}


def _since(case):
    plan = current_plan(case)
    return plan.submitted_at, plan.pk


def _rows(request, keys):
    """(the plans still to approve among ``keys`` with what stops each, their effects on the money), oldest first."""
    user, today = request.user, timezone.localdate()
    cases = Application.objects.visible_to(user).filter(plans__in=keys, plans__state=PlanState.SUBMITTED)
    cases = list(cases.with_people().prefetch_related(*plan_page.PREFETCH))
    waiting = {row.url: row for row in approvals.plans(user=user, on=today)} if cases else {}
    rows, effects, taken = [], [], {}
    for case in sorted(cases, key=_since):
        plan, outcome = current_plan(case), assess_case(case, on=today)
        pending = waiting[page_of(case, "approve_plan")]
        access_log.record(request, subject_id=case.person_id, what=_("plan to approve"), reference=case.ref)
        if case.call_id not in taken:
            taken[case.call_id] = Commitments(case.call)
        money = taken[case.call_id]
        effect = None if case.status in PAID else money.effect(case, plan, outcome)
        if effect is not None:
            money.add(case, plan, outcome)
            effects.append(effect)
        rows.append(
            {
                "case": case,
                "plan": plan,
                "url": pending.url,
                "amount": outcome.monthly_total,
                "effect": effect,
                "why_not": ""
                if pending.key
                else pending.four_eyes or ", ".join(pending.to_read) or _("To read first"),
                "read": packed(case, plan, outcome.monthly_total) if pending.key else "",
            }
        )
    return rows, effects
