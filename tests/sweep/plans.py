"""The rows of a plan in the scene of the sweeps."""

from datetime import timedelta

from accounts.models import Delegation
from applications.models import PlanComment, PlanNeed, PlanReview, PlanTerms
from applications.permissions import current_plan
from tests.applications.factories import NOW, TODAY, make_user


def plan_facts(w, case):
    """A need, a review, a comment of who sent it back, what the call asks; returns a delegation that has ended."""
    plan = current_plan(case)
    PlanNeed.objects.create(plan=plan, label="Compagnia", answer="uncovered")
    PlanReview.objects.create(
        plan=plan, outcome="confirmed", held_on=TODAY, recorded_at=NOW, recorded_by=w.social_worker
    )
    PlanComment.objects.create(
        plan=plan, section="wishes", about="Testo", text="Spieghi", written_at=NOW, written_by=w.manager
    )
    PlanTerms.objects.create(call=w.call, written_at=NOW, written_by=w.manager)
    name = f"silvia.cortesi@{w.plan_office.code}.example"
    colleague = make_user(name, w.plan_office, "social_worker", "Silvia", "Cortesi")
    days = {"starts_on": TODAY - timedelta(days=9), "ends_on": TODAY - timedelta(days=2)}
    return Delegation.objects.create(
        office=w.plan_office, delegated_by=w.manager, delegated_at=NOW, delegate=colleague, reason="Ferie", **days
    )  # fmt: skip
