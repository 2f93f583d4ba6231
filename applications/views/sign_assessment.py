"""Sign one's own part, reading first what the signature binds."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import second_factor
from accounts.refusal import Refused
from accounts.roles import require
from applications import assessment_page
from applications.actions.sign_assessment import sign_assessment as sign
from applications.links import page_of
from applications.models import Part
from applications.permissions import NOT_YOUR_ROLE, current_assessment, part_of, why_not
from applications.views._case import case_or_404
from applications.views._page import show


@require("case.health.read")
def sign_assessment(request, ref):
    """What is signed, its hash, one button. Refused when the content is no longer what was read.

    Who has a second factor signs with one given in the last minutes: an older one is asked again.
    """
    part = part_of(request.user)
    if part is None:
        raise PermissionDenied(str(NOT_YOUR_ROLE))
    case = case_or_404(request, ref, what=_("assessment, signature"), prefetch=assessment_page.PREFETCH)
    fresh = second_factor.fresh(request)
    if request.method == "POST" and not fresh:
        messages.info(request, _("Nothing is signed yet: write a new code, then sign."))
        return redirect(second_factor.ask_again(request.path))
    if request.method == "POST":
        try:
            sign(
                application=case,
                by=request.user,
                at=timezone.now(),
                content_hash=request.POST.get("content_hash", ""),
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Signed: %(part)s.") % {"part": part.label})
        return redirect(page_of(case, "write_assessment"))
    assessment = current_assessment(case)
    return show(
        request,
        "applications/sign_assessment.html",
        case,
        heading=_("Sign your part"),
        assessment=assessment,
        column=assessment_page.column(case, part, assessment, None),
        code_url="" if fresh else second_factor.ask_again(request.path),
        agrees=bool(assessment and assessment.disagreed_at and part == Part.HEALTH),
        short_hash=_code(assessment, part)[: assessment_page.SHORT] if assessment else "",
        alone=bool(assessment and _alone(assessment, part)),
        refusal=why_not(request.user, case, "sign_assessment", at=timezone.now()),
        back_url=page_of(case, "write_assessment"),
    )


def _alone(assessment, part):
    """True while the other part is not written: the signature binds this one alone."""
    other = next(one for one in Part if one != part)
    return getattr(assessment, f"{other}_written_at") is None


def _code(assessment, part):
    own = getattr(assessment, f"{part}_hash")
    return own if own and _alone(assessment, part) else assessment.content_hash
