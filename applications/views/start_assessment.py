"""Assess again: a new assessment beside the one that holds."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import assessment_page
from applications.actions.start_assessment import start_assessment as start
from applications.assessment_rules import why_not_start
from applications.permissions import current_assessment
from applications.views._assessment import decide
from applications.views._case import case_or_404


@require("assessment.social")
def start_assessment(request, ref):
    """What happens to the old one is said before."""
    case = case_or_404(request, ref, what=_("new assessment"), prefetch=assessment_page.PREFETCH)
    return decide(
        request,
        case,
        verb="start_assessment",
        heading=_("New assessment"),
        refusal=why_not_start(request.user, case, on=timezone.localdate()),
        assessment=current_assessment(case),
        act=lambda: start(application=case, by=request.user, at=timezone.now()),
        done=_("The new assessment is open: the previous one stands beside it."),
    )
