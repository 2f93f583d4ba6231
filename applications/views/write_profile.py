"""The INPS minimum profile of a case: proposed from what is known, completed by people."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import assessment_page, sina
from applications.actions.write_profile import write_profile as save
from applications.assessment_rules import why_not_profile
from applications.forms.assessment import ProfileForm
from applications.links import page_of
from applications.permissions import NOT_YOUR_ROLE, current_assessment
from applications.views._case import case_or_404
from applications.views._page import show


@require("case.health.read")
def write_profile(request, ref):
    """Posting keeps it beside the assessment; no signature is touched."""
    prefetch = (*assessment_page.PREFETCH, "person__certificates")
    case = case_or_404(request, ref, what=_("INPS profile"), prefetch=prefetch)
    assessment, refusal = current_assessment(case), why_not_profile(request.user, case)
    if request.method == "POST" and refusal == NOT_YOUR_ROLE:
        raise PermissionDenied(str(refusal))
    proposed = _proposal(case, assessment)
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        initial=assessment.profile if assessment and assessment.profile_written_at else proposed,
    )
    status = 200
    if request.method == "POST":
        status = 409 if refusal else 200
        if refusal is None and form.is_valid():
            try:
                saved = save(application=case, by=request.user, at=timezone.now(), profile=form.profile())
            except Refused as problem:
                refusal, status = str(problem), 409
            else:
                left = len(sina.to_complete(saved.profile))
                messages.success(
                    request,
                    _("Saved. Still to complete: %(n)s.") % {"n": left} if left else _("Saved: complete."),
                )
                return redirect(page_of(case, "write_assessment"))
    return show(
        request,
        "applications/write_profile.html",
        case,
        status=status,
        heading=_("INPS minimum profile (SINA)"),
        assessment=assessment,
        form=form if refusal is None else None,
        refusal=refusal if refusal != NOT_YOUR_ROLE else None,
        rows=_rows(assessment),
        proposed=[field.label for field in sina.FIELDS if field.name in proposed],
        written=assessment.profile_written_at if assessment else None,
        to_complete=sina.to_complete(assessment.profile) if assessment else [],
        back_url=page_of(case, "write_assessment"),
    )


def _proposal(case, assessment):
    if assessment is None:
        return {}
    certificates = case.person.certificates.all()
    return sina.proposal(assessment, certificates=certificates, has_minutes=bool(case.minutes))


def _rows(assessment):
    """[(label, words)] of what is kept, for who only reads."""
    kept = assessment.profile if assessment else {}
    rows = []
    for field in sina.FIELDS:
        value = kept.get(field.name, [])
        codes = value if isinstance(value, list) else [value]
        rows.append((field.label, ", ".join(str(words) for code, words in field.codes if code in codes)))
    return rows
