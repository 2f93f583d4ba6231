"""The blank sheet for a home visit, on paper: the questions of one part with large boxes."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.roles import require
from applications import assessment_page, scales
from applications.models import Part
from applications.permissions import current_assessment, part_of
from applications.views._case import case_or_404
from papers import pdf


@require_GET
@require("case.health.read")
def visit_sheet(request, ref):
    """``?parte=health`` for the part of the ASST; without it that of one's own office. A PDF, kept nowhere."""
    case = case_or_404(request, ref, what=_("sheet for the visit"), prefetch=("assessments",))
    asked = request.GET.get("parte")
    part = Part(asked) if asked in Part.values else part_of(request.user) or Part.SOCIAL
    chosen = assessment_page.chosen_scales(case, current_assessment(case))
    used = scales.of_part(part, chosen)
    office = case.health_office if part == Part.HEALTH and case.health_office else case.municipality
    data = pdf.render(
        template="papers/visit_sheet.html",
        title=f"Foglio per la visita, pratica {case.ref}",
        context={
            "office": office,
            "case": case,
            "person": case.person,
            "part": part,
            "is_social": part == Part.SOCIAL,
            "scales": [_blank(scale) for scale in used],
            "questions": [
                {"label": label, "yes_no": code == "severe_limitation"}
                for code, (owner, label, _needed) in scales.FREE.items()
                if owner == part
            ],
            "paper": {"name": f"Foglio per la visita, {case.ref}"},
        },
    )
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="visita-{case.ref}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _blank(scale):
    """A scale whose items share their levels becomes one grid; the others are written out."""
    first = scale.items[0].levels
    same = len(first) > 2 and all(item.levels == first for item in scale.items)
    return {"scale": scale, "grid": first if same else None}
