"""The scores of what is marked so far: the page asks while one answers, and saves nothing."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.roles import require
from applications import assessment_page, scales
from applications.forms.write_assessment import levels_typed
from applications.models import Application
from applications.permissions import NOT_YOUR_ROLE, current_assessment, part_of


@require("case.health.read")
@require_POST
def assessment_scores(request, ref):
    """One line per scale of one's own part, to take the place of those on the page. No name, no other datum."""
    part = part_of(request.user)
    if part is None:
        raise PermissionDenied(str(NOT_YOUR_ROLE))
    cases = Application.objects.visible_to(request.user).by_ref(ref).select_related("call__assessment_terms")
    case = cases.prefetch_related("assessments").first()
    if case is None:
        raise Http404
    rows = [*case.assessments.all()[:2], None, None]
    chosen = assessment_page.chosen_scales(case, current_assessment(case))
    before = getattr(rows[1], part) if rows[1] else {}
    typed = levels_typed(request.POST, chosen, part)
    lines = [assessment_page.score_line(scale, typed, before) for scale in scales.of_part(part, chosen)]
    return render(request, "applications/_scores.html", {"lines": lines})
