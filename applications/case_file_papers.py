"""The papers of a printed case file that are not among its documents: the plan and the explanation of the amount.

Which ones is chosen when the file is asked for, by what its asker may read, and kept as ids in the job.
"""

from django.utils import timezone

from applications import plan_papers
from applications.case_page import decision
from applications.explanation_paper import explanation_paper
from applications.life import plans_to_read
from applications.models import Application, Determination, PlanState
from applications.plan_page import PREFETCH
from applications.plan_paper import plan_paper
from eligibility.outcome import Outcome


def chosen_for(application, user):
    """{"plan": id, "determination": id, "money": bool, "health": bool} of what ``user`` may read; no key for what is
    not there. The plan in force, else the newest one; the decision in force."""
    health, money = user.may("case.health.read"), user.may("money.read")
    found = {}
    if health and (plans := plans_to_read(user, application)):
        in_force = next((one for one in plans if one.state == PlanState.APPROVED), plans[0])
        found["plan"] = in_force.pk
    if money and (made := decision(application)):
        found["determination"] = made.pk
    return found | {"money": money, "health": health} if found else {}


def rows_of(case_file, chosen):
    """[(instant, label, Paper)] of ``chosen``; call it with the Italian words on."""
    case = Application.objects.with_people().prefetch_related(*PREFETCH, "person__representatives")
    case = case.get(pk=case_file.application_id)
    on, found = timezone.localdate(case_file.asked_at), []
    if "plan" in chosen:
        plan = next(one for one in case.plans.all() if one.pk == chosen["plan"])
        paper = chosen["money"] and plan_papers.kept_paper(plan)
        paper = paper or plan_paper(case, plan, on=on, sees_money=chosen["money"])
        found.append(
            (plan.approved_at or plan.written_at, f"Piano individuale, versione {plan.version}", paper)
        )
    if "determination" in chosen:
        made = Determination.objects.select_related("rule_set", "made_by").get(pk=chosen["determination"])
        outcome = Outcome.from_json(made.findings)
        paper = explanation_paper(
            case,
            outcome=outcome,
            total=outcome.monthly_total,
            shown=made,
            changes=(),
            on=made.on,
            sees_health=chosen["health"],
        )
        found.append((made.made_at, paper.title, paper))
    return found
