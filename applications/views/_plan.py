"""What the pages of a plan share: the money of it, and a version to be read."""

from django.utils import timezone
from django.utils.translation import gettext as _

from applications import plan_page, plan_templates
from applications.case_sections import PLAN_TONES
from applications.facts import assess_case
from applications.life import plans_to_read
from applications.links import page_of
from applications.models import Party, PlanState
from applications.permissions import why_not
from applications.plan_budget import budget, uncovered, warnings
from applications.plan_permissions import party_of, why_not_add_paper, why_not_review, why_not_sign
from applications.plan_signatures import missing_signatures
from applications.views._page import show
from applications.workflow import PAID


def money(request, case, resources, *, on):
    """The row of Measure B2, the budget and what is not covered, for who may see money."""
    if not request.user.may("money.read"):
        return {"sees_money": False}
    outcome = assess_case(case, on=on)
    amount = outcome.monthly_total if outcome.monthly_total is not None else outcome.expected_total
    return {
        "sees_money": True,
        "outcome": outcome,
        "amount": amount,
        "estimated": outcome.monthly_total is None,
        "budget": budget(resources, amount=amount),
        "uncovered": uncovered(case, resources, amount=amount, on=on),
        "overlaps": warnings(case, resources, amount=amount, on=on),
    }


def read(request, case, plan):
    """One version of the plan to be read, with its signatures, reviews and the other versions."""
    user, now, today = request.user, timezone.now(), timezone.localdate()
    newest = plan is None or plan.version == max(one.version for one in case.plans.all())
    return show(
        request,
        "applications/plan.html",
        case,
        heading=_("Individual Plan"),
        plan=plan,
        newest=newest,
        state_tag=PLAN_TONES[plan.state] if plan else None,
        closed=newest and user.may("plan.write") and plan is not None and case.status not in PAID,
        renew_url=f"{page_of(case, 'write_plan')}?nuova=1"
        if newest
        and user.may("plan.write")
        and case.status in PAID
        and plan
        and plan.state == PlanState.APPROVED
        else "",
        may_decide=newest
        and user.may("plan.approve")
        and plan is not None
        and plan.state == PlanState.SUBMITTED,
        decide_refusal=why_not(user, case, "approve_plan", at=now),
        signatures=signatures(case, plan) if plan else [],
        may_sign=newest and party_of(user) is not None and why_not_sign(user, case) is None,
        may_add=newest and why_not_add_paper(user, case) is None,
        may_review=plan is not None
        and plan.state == PlanState.APPROVED
        and why_not_review(user, case) is None,
        versions=plans_to_read(user, case),
        reviews=plan_page.reviews(plans_to_read(user, case)),
        filled_from=plan_templates.label(plan.profile) if plan else "",
        due_on=plan_page.due_on(case),
        **money(request, case, list(plan.resources.all()) if plan else [], on=today),
    )


def signatures(case, plan):
    """One row per party: its signature or what is missing, and those that no longer hold."""
    valid = plan.valid_signatures()
    needed, asked = missing_signatures(case, plan)
    found = []
    for party in Party:
        row = valid.get(party)
        voided = [one for one in plan.signatures.all() if one.party == party and one.voided_at]
        if row is None and not voided and party not in (*needed, *asked, Party.MANAGER):
            continue
        found.append(
            {
                "party": party.label,
                "row": row,
                "needed": party in needed,
                "voided": voided,
                "with_approval": party == Party.MANAGER and row is None,
            }
        )
    return found
