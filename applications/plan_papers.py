"""The papers of approved plans: each is made once, after the approval, and kept."""

from dataclasses import dataclass

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from applications.models import Application, IndividualPlan, PlanPaper
from applications.plan_page import PREFETCH
from applications.plan_paper import plan_paper
from jobs import actions as jobs
from jobs.registry import handler
from papers import store
from papers.models import StoredFile

PLAN_PAPER = "plan_paper"


def start(*, plan, by, at):
    """Start the job that makes the paper of ``plan``, inside the transaction that approves it. Returns the Job."""
    case = plan.application
    return jobs.start(
        kind=PLAN_PAPER,
        key=f"plan-paper-{plan.pk}",
        items=[(str(plan.pk), case.ref)],
        by=by,
        at=at,
        office=case.plan_office,
        label=_("Individual Plan of %(case)s") % {"case": case.ref},
    )


@handler(PLAN_PAPER, read="case.read", retry="plan.approve")
def make(item):
    """Make the paper as of the day of the approval and keep it; a second attempt finds it there."""
    plan = IndividualPlan.objects.get(pk=item.key)
    if kept_paper(plan):
        return
    case = Application.objects.with_people().prefetch_related(*PREFETCH, "person__representatives")
    case = case.get(pk=plan.application_id)
    plan = next(one for one in case.plans.all() if one.pk == plan.pk)
    with translation.override("it"):
        paper = plan_paper(case, plan, on=timezone.localdate(plan.approved_at), sees_money=True)
        stored = paper.keep(by=plan.approved_by, at=plan.approved_at, office=case.plan_office)
    PlanPaper.objects.create(plan=plan, stored=stored)


@dataclass(frozen=True)
class KeptPaper:
    """A paper that was made before, in the place of one to be made."""

    stored: StoredFile

    @property
    def code(self):
        return self.stored.printed_code

    @property
    def name(self):
        return self.stored.name

    def render(self):
        """The bytes as they were made."""
        return store.read(self.stored)


def kept_paper(plan):
    """The paper of the plan as it was approved, or None: not approved, approved a moment ago, or before papers were
    kept."""
    row = PlanPaper.objects.filter(plan=plan).select_related("stored").first()
    return row and KeptPaper(row.stored)
