"""The Comune answers an ASST that does not agree."""

from django.db import transaction

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.assessment_rules import why_not_answer
from applications.models import Application, Assessment
from applications.permissions import REASON_NEEDED


@transaction.atomic
def answer_disagreement(*, application, by, at, note):
    """The assessment stays as it is, with the answer ``note``: the ASST has it again to sign."""
    row = Application.objects.lock(application.pk)
    refusal = why_not_answer(by, row)
    if refusal:
        raise Refused(refusal)
    if not note.strip():
        raise Refused(REASON_NEEDED)
    assessment = Assessment.objects.select_for_update().filter(application=row).first()
    said = assessment.disagreement
    assessment.disagreed_at, assessment.disagreed_by, assessment.disagreement = None, None, ""
    assessment.save()
    record(application=row, verb="answer_disagreement", by=by, at=at, note=note, data={"disagreement": said})
    return assessment
