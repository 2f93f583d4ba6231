"""Take over an assessment of an earlier case of the same person."""

from django.db import transaction
from django.utils import timezone

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.actions.write_assessment import hashed
from applications.assessment_rules import signed_elsewhere, why_not_reuse
from applications.models import Application, Assessment, AssessmentSignature, terms_of

TAKEN_OVER = (
    "scale_versions", "visited_on", "visited_from", "present", "profile", "social", "social_written_at",
    "social_written_by", "health", "health_written_at", "health_written_by", "profile_written_at",
    "profile_written_by",
)  # fmt: skip


@transaction.atomic
def reuse_assessment(*, application, by, at, original):
    """The same content, linked to ``original`` (its primary key); its signatures hold here unless the call asks again.

    Raises ``Refused`` when it is not one of this person, signed, or is older than the call allows.
    """
    row = Application.objects.lock(application.pk)
    found = next((one for one in signed_elsewhere(by, row) if one.pk == original), None)
    refusal = why_not_reuse(by, row, found, on=timezone.localdate(at))
    if refusal:
        raise Refused(refusal)
    Assessment.objects.filter(application=row, social={}, health={}, signatures=None).delete()
    made = Assessment(application=row, started_at=at, started_by=by, reused_from=found)
    for name in TAKEN_OVER:
        setattr(made, name, getattr(found, name))
    hashed(made)
    made.save()
    if not terms_of(row.call).sign_again:
        for signature in found.valid_signatures().values():
            AssessmentSignature.objects.create(
                assessment=made,
                taken_from=signature,
                content_hash=made.content_hash,
                **{
                    name: getattr(signature, name)
                    for name in ("part", "office", "role", "signed_at", "signed_by")
                },
            )
    record(
        application=row,
        verb="reuse_assessment",
        by=by,
        at=at,
        data={"from": found.application.ref, "visited_on": found.visited_on.isoformat()},
    )
    return made
