"""The plan on paper (E3): to be read together, signed, given to the family."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.roles import require
from applications import plan_page, plan_papers
from applications.life import plans_to_read
from applications.plan_paper import plan_paper
from applications.views._case import case_or_404


@require_GET
@require("case.health.read")
def plan_pdf(request, ref, version):
    """A PDF of that version: as it was approved, the same bytes at every download. Before the approval, and without
    amounts for who does not see money, it is made from what is written, and kept nowhere."""
    prefetch = (*plan_page.PREFETCH, "person__representatives")
    case = case_or_404(request, ref, what=_("Individual Plan"), prefetch=prefetch)
    plan = next((one for one in plans_to_read(request.user, case) if one.version == version), None)
    if plan is None:
        raise Http404
    sees_money = request.user.may("money.read")
    paper = plan_papers.kept_paper(plan) if sees_money else None
    if paper is None:
        on = timezone.localdate(plan.approved_at) if plan.approved_at else timezone.localdate()
        paper = plan_paper(case, plan, on=on, sees_money=sees_money)
    answer = HttpResponse(paper.render(), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{paper.name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
