"""The budget of the plan as it is being typed: asked again at every change, saved nowhere."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.roles import require
from applications import plan_page
from applications.forms.write_plan import PlanEditor
from applications.plan_budget import typed
from applications.plan_content import LISTS
from applications.views._case import case_or_404
from applications.views._plan import money


@require_POST
@require("plan.write")
def plan_totals(request, ref):
    """The piece of the page with totals, bar and warnings."""
    case = case_or_404(request, ref, what=_("Individual Plan"), prefetch=plan_page.PREFETCH)
    resources = typed(PlanEditor(data=request.POST).lists[LISTS.index("resources")].forms)
    context = money(request, case, resources, on=timezone.localdate())
    return render(request, "applications/_budget.html", context)
