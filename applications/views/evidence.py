"""Every version of the evidence of a case."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.roles import require
from applications import evidence_page, permissions
from applications.views._case import case_or_404
from applications.views._page import show


@require("case.read")
@require_GET
def evidence(request, ref):
    """Current, replaced and removed, each kind for whoever may read it."""
    case = case_or_404(request, ref, what=_("evidence, all versions"), prefetch=())
    return show(
        request,
        "applications/evidence.html",
        case,
        heading=_("Requirements and evidence"),
        versions=evidence_page.versions(case, user=request.user),
        may_verify=permissions.may_edit_evidence(request.user, case) is None,
    )
