"""Sign one's own part of the assessment."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._transition import transition
from applications.actions.write_assessment import hashed
from applications.models import Assessment, AssessmentSignature, Part
from applications.permissions import part_of


@transaction.atomic
def sign_assessment(*, application, by, at, content_hash):
    """Bind ``by`` to the content whose hash they saw. Refused when it has changed since the page was made.

    Who signs before the other part is written binds their own part alone: the other office writes and signs its own
    without touching this signature.
    """
    row = transition(
        application=application, verb="sign_assessment", by=by, at=at, data={"part": part_of(by)}
    )
    assessment = Assessment.objects.select_for_update().filter(application=row).first()
    if assessment.content_hash != content_hash:
        raise Refused(_("The assessment changed while the page was open: read it again, then sign."))
    if part_of(by) == Part.HEALTH and row.health_office_id != by.office.pk:
        raise Refused(_("The health part is signed by the ASST the case was sent to."))
    if part_of(by) == Part.HEALTH and assessment.disagreed_at:  # who signs agrees
        assessment.disagreed_at, assessment.disagreed_by, assessment.disagreement = None, None, ""
        assessment.save()
    part, other = part_of(by), next(one for one in Part if one != part_of(by))
    alone = getattr(assessment, f"{other}_written_at") is None
    if alone and not getattr(assessment, f"{part}_hash"):  # written before parts had a hash of their own
        hashed(assessment)
        assessment.save()
    return AssessmentSignature.objects.create(
        assessment=assessment,
        part=part,
        office=by.office,
        role=by.acting_as.role,
        signed_at=at,
        signed_by=by,
        content_hash=getattr(assessment, f"{part}_hash") if alone else content_hash,
    )
