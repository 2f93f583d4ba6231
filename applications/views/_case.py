"""Opening a case: in scope or 404, and always written in the access log before it is shown."""

from django.http import Http404

from accounts import access_log
from applications.models import Application

# what the calculation reads of a case: with these a page of any length asks the database a fixed number of times
EVIDENCE = (
    "assessments__signatures__signed_by",
    "assessments__signatures__office",
    "plans",
    "caregivers",
    "carer_contracts",
    "measure_checks",
    "measures",
    "call_answers",
    "refusal_notices__observations",
    "person__certificates",
    "person__household",
    "person__isee_set",
)


def case_or_404(request, ref, *, what, prefetch=EVIDENCE):
    """The case ``ref`` when it exists for the office of this person, else 404. Records the opening.

    ``what`` names the page for the log (no health words); ``prefetch``: relations the page will read.
    """
    case = (
        Application.objects.visible_to(request.user)
        .by_ref(ref)
        .with_people()
        .prefetch_related(*prefetch)
        .first()
    )
    if case is None:
        raise Http404
    access_log.record(request, subject_id=case.person_id, what=what, reference=case.ref)
    return case
