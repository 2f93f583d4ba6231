"""The plan on paper (E3): to be read together, signed, given to the family. Kept nowhere, made again the same."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.roles import require
from applications import plan_page
from applications.life import plans_to_read
from applications.plan_paper import plan_paper
from applications.views._case import case_or_404


@require_GET
@require("case.health.read")
def plan_pdf(request, ref, version):
    """A PDF of that version; without amounts for who does not see money."""
    prefetch = (*plan_page.PREFETCH, "person__representatives")
    case = case_or_404(request, ref, what=_("Individual Plan"), prefetch=prefetch)
    plan = next((one for one in plans_to_read(request.user, case) if one.version == version), None)
    if plan is None:
        raise Http404
    paper = plan_paper(case, plan, on=timezone.localdate(), sees_money=request.user.may("money.read"))
    answer = HttpResponse(paper.render(), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{paper.name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
