"""Write the INPS minimum profile beside the assessment."""

from django.db import transaction

from accounts.refusal import Refused
from applications import sina
from applications.actions._transition import record
from applications.assessment_rules import why_not_profile
from applications.models import Application, Assessment


@transaction.atomic
def write_profile(*, application, by, at, profile):
    """``profile``: {field: code or codes} (``sina.FIELDS``). Nothing that is signed changes, no signature is voided."""
    row = Application.objects.lock(application.pk)
    refusal = why_not_profile(by, row)
    if refusal:
        raise Refused(refusal)
    assessment = Assessment.objects.select_for_update().filter(application=row).first()
    known = {field.name for field in sina.FIELDS}
    kept = {name: value for name, value in profile.items() if name in known and value}
    if assessment.profile_written_at and kept == assessment.profile:
        return assessment
    assessment.profile, assessment.profile_written_at, assessment.profile_written_by = kept, at, by
    assessment.save()
    record(application=row, verb="write_profile", by=by, at=at)
    return assessment
