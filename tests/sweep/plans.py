"""The rows of a plan in the scene of the sweeps."""

from applications.models import PlanComment, PlanNeed, PlanReview, PlanTerms
from applications.permissions import current_plan
from tests.applications.factories import NOW, TODAY


def plan_facts(w, case):
    """A need, a review, a comment of who sent it back, and what the call asks."""
    plan = current_plan(case)
    PlanNeed.objects.create(plan=plan, label="Compagnia", answer="uncovered")
    PlanReview.objects.create(
        plan=plan, outcome="confirmed", held_on=TODAY, recorded_at=NOW, recorded_by=w.social_worker
    )
    PlanComment.objects.create(
        plan=plan, section="wishes", about="Testo", text="Spieghi", written_at=NOW, written_by=w.manager
    )
    PlanTerms.objects.create(call=w.call, written_at=NOW, written_by=w.manager)
