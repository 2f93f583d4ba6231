"""Start a new assessment beside the one that holds."""

from django.db import transaction
from django.utils import timezone

from accounts.refusal import Refused
from applications import scales
from applications.actions._transition import record
from applications.assessment_rules import why_not_start
from applications.models import Application, Assessment, terms_of


@transaction.atomic
def start_assessment(*, application, by, at):
    """A blank assessment with the last versions of the scales of the call; the old one holds until it is signed."""
    row = Application.objects.lock(application.pk)
    refusal = why_not_start(by, row, on=timezone.localdate(at))
    if refusal:
        raise Refused(refusal)
    chosen = scales.versions(terms_of(row.call).scales)
    made = Assessment.objects.create(application=row, started_at=at, started_by=by, scale_versions=chosen)
    record(application=row, verb="start_assessment", by=by, at=at)
    return made
