"""Write one part of the assessment. An edit after a signature voids both signatures and keeps them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications import scales
from applications.actions._editing import STALE, Stale
from applications.actions._signing import digest, void
from applications.actions._transition import record
from applications.assessment_rules import why_not_write
from applications.models import Application, Assessment, Part, terms_of
from applications.permissions import part_of

REASON_TO_VOID = _("The assessment is already signed: saving voids the signatures. Write why you change it.")


def content_hash(assessment):
    """SHA-256 of the canonical JSON of what a signature binds: the visit, both parts, the scales they answer.

    What an assessment of before could not have is left out where it is not there, so that its hash stays the same.
    """
    return digest({"social": assessment.social, "health": assessment.health, **_around(assessment)})


def part_hash(assessment, part):
    """The same of one part alone, the visit and the scales with it: what its signature binds while the other part is
    not written yet."""
    return digest({"part": part.value, part.value: getattr(assessment, part), **_around(assessment)})


def _around(assessment):
    content = {"visited_on": assessment.visited_on.isoformat() if assessment.visited_on else None}
    if assessment.visited_from:
        content["visited_from"] = assessment.visited_from.isoformat(timespec="minutes")
    if assessment.present:
        content["present"] = assessment.present
    if assessment.scale_versions != scales.usual_versions():
        content["scales"] = assessment.scale_versions
    return content


def hashed(assessment):
    """Write into the assessment the hashes of what it says now."""
    assessment.content_hash = content_hash(assessment)
    assessment.social_hash, assessment.health_hash = (part_hash(assessment, part) for part in Part)


@transaction.atomic
def write_assessment(
    *,
    application,
    by,
    at,
    content,
    visited_on=None,
    visited_from=None,
    present="",
    expected_version=None,
    reason="",
):
    """Save the part that belongs to the office of ``by``; opens the assessment when there is none.

    ``content``: {item code: level, free text fields…} of that part. The visit (``visited_on``, ``visited_from``,
    ``present``) is set by the social part. A change of the social part answers a disagreement of the ASST.
    Raises ``Refused`` (role, status, or a missing ``reason`` when signatures would be voided) and ``Stale``.
    """
    row = Application.objects.lock(application.pk)
    refusal = why_not_write(by, row, on=timezone.localdate(at))
    if refusal:
        raise Refused(refusal)
    part = part_of(by)
    assessment = Assessment.objects.select_for_update().filter(application=row).first()
    if assessment is None:
        chosen = scales.versions(terms_of(row.call).scales)
        assessment = Assessment(application=row, started_at=at, started_by=by, scale_versions=chosen)
    elif expected_version is not None and assessment.edit_version != expected_version:
        raise Stale(STALE)
    setattr(assessment, part, content)
    setattr(assessment, f"{part}_written_at", at)
    setattr(assessment, f"{part}_written_by", by)
    if part == Part.SOCIAL:
        assessment.visited_on, assessment.visited_from = visited_on, visited_from
        assessment.present = present
    before = assessment.content_hash
    hashed(assessment)
    if assessment.pk and assessment.content_hash == before:
        return assessment
    signed = _lost(assessment, part)
    if signed and not reason.strip():
        raise Refused(REASON_TO_VOID)
    answered = part == Part.SOCIAL and assessment.disagreed_at is not None
    if answered:
        assessment.disagreed_at, assessment.disagreed_by, assessment.disagreement = None, None, ""
    assessment.edit_version += 1
    assessment.save()
    void(signed, by=by, at=at, reason=reason)
    if signed:  # told before the signatures are forgotten: to those who had signed
        record(
            application=row, verb="void_signatures", by=by, at=at, note=reason, data={"voided": len(signed)}
        )
    record(
        application=row,
        verb="write_assessment",
        by=by,
        at=at,
        note=reason,
        data={"part": part, "voided": len(signed), "answered": answered},
    )
    return assessment


def _lost(assessment, part):
    """The standing signatures that this edit of ``part`` voids: all of them when the part is signed; else those that
    bound it too. One put while this part was not written yet bound only its own, and stays."""
    rows = list(assessment.signatures.filter(voided_at__isnull=True)) if assessment.pk else []
    own = any(row.part == part for row in rows)
    return rows if own else [row for row in rows if not assessment.bound_by(row)]
