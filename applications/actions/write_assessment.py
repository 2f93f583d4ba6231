"""Write one part of the assessment. An edit after a signature voids both signatures and keeps them."""

import hashlib
import json

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._editing import STALE, Stale
from applications.actions._transition import record
from applications.models import Application, Assessment, Part
from applications.permissions import NOT_YOUR_ROLE, part_of
from applications.workflow import Status

WRITABLE = frozenset({Status.WAITING_DOCS, Status.ASSESSING, Status.ACTIVE})
REASON_TO_VOID = _("The assessment is already signed: saving voids the signatures. Write why you change it.")


def content_hash(assessment):
    """SHA-256 of the canonical JSON of both parts and the visit date: what a signature binds."""
    content = {
        "visited_on": assessment.visited_on.isoformat() if assessment.visited_on else None,
        "social": assessment.social,
        "health": assessment.health,
    }
    return hashlib.sha256(
        json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


@transaction.atomic
def write_assessment(*, application, by, at, content, visited_on=None, expected_version=None, reason=""):
    """Save the part that belongs to the office of ``by``; opens the assessment when there is none.

    ``content``: {item code: level, free text fields…} of that part. ``visited_on`` is set by the social part.
    Raises ``Refused`` (role, status, or a missing ``reason`` when signatures would be voided) and ``Stale``.
    """
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    part = part_of(by)
    if part is None:
        raise Refused(NOT_YOUR_ROLE)
    if row.status not in WRITABLE:
        raise Refused(
            _("The assessment is closed while the case is “%(status)s”.")
            % {"status": row.get_status_display()}
        )
    assessment = Assessment.objects.select_for_update().filter(application=row).first()
    if assessment is None:
        assessment = Assessment(application=row, started_at=at, started_by=by)
    elif expected_version is not None and assessment.edit_version != expected_version:
        raise Stale(STALE)
    setattr(assessment, part, content)
    setattr(assessment, f"{part}_written_at", at)
    setattr(assessment, f"{part}_written_by", by)
    if part == Part.SOCIAL:
        assessment.visited_on = visited_on
    before = assessment.content_hash
    assessment.content_hash = content_hash(assessment)
    if assessment.pk and assessment.content_hash == before:
        return assessment
    signed = list(assessment.signatures.filter(voided_at__isnull=True)) if assessment.pk else []
    if signed and not reason.strip():
        raise Refused(REASON_TO_VOID)
    assessment.edit_version += 1
    assessment.save()
    for signature in signed:
        signature.voided_at, signature.voided_by, signature.void_reason = at, by, reason
        signature.save()
    record(
        application=row,
        verb="write_assessment",
        by=by,
        at=at,
        note=reason,
        data={"part": part, "voided": len(signed)},
    )
    return assessment
