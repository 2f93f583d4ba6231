"""The ASST does not agree with the assessment."""

from django.db import transaction

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.assessment_rules import why_not_disagree
from applications.models import Application, Assessment
from applications.permissions import REASON_NEEDED


@transaction.atomic
def disagree_assessment(*, application, by, at, note):
    """Not signed, with the reason ``note``: the Comune has to answer or to change its part."""
    row = Application.objects.lock(application.pk)
    refusal = why_not_disagree(by, row)
    if refusal:
        raise Refused(refusal)
    if not note.strip():
        raise Refused(REASON_NEEDED)
    assessment = Assessment.objects.select_for_update().filter(application=row).first()
    assessment.disagreed_at, assessment.disagreed_by, assessment.disagreement = at, by, note
    assessment.save()
    record(application=row, verb="disagree_assessment", by=by, at=at, note=note)
    return assessment
