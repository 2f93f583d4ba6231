"""Use an assessment of an earlier case again."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import assessment_page
from applications.actions.reuse_assessment import reuse_assessment as reuse
from applications.assessment_rules import signed_elsewhere, valid_to, why_not_reuse
from applications.models import terms_of
from applications.scales import of, score
from applications.views._assessment import decide
from applications.views._case import case_or_404


@require("assessment.social")
def reuse_assessment(request, ref):
    """The last one signed by both, its scores and signatures, until when it may be used."""
    case = case_or_404(request, ref, what=_("assessment, use again"), prefetch=assessment_page.PREFETCH)
    original = next(iter(signed_elsewhere(request.user, case)), None)
    terms = terms_of(case.call)
    return decide(
        request,
        case,
        verb="reuse_assessment",
        heading=_("Use the assessment again"),
        refusal=why_not_reuse(request.user, case, original, on=timezone.localdate()),
        original=original,
        lines=[
            assessment_page.score_line(scale, getattr(original, scale.part), {})
            for scale in of(original)
            if score(scale, getattr(original, scale.part)) is not None
        ]
        if original
        else [],
        last=valid_to(original, terms),
        sign_again=terms.sign_again,
        act=lambda: reuse(application=case, by=request.user, at=timezone.now(), original=original.pk),
        done=_("The assessment is in this case, linked to the original."),
    )
