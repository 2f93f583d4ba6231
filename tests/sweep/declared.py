"""The rows of an intake that somebody is still writing."""

from applications.models import Declaration, HeldMeasure, StepDraft
from tests.applications.factories import NOW


def declare(w, case):
    """One answer of each kind, and a step left half typed."""
    Declaration.objects.create(application=case, citizenship="italian")
    HeldMeasure.objects.create(application=case, code="b1", renounces=True)
    StepDraft.objects.create(
        application=case,
        step="consensi",
        data={"consent_given_on": ["18/11"]},
        saved_at=NOW,
        saved_by=w.social_worker,
    )
