"""One version of the plan, also an old one; and two of them compared in words."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.roles import require
from applications import plan_page
from applications.life import plans_to_read
from applications.links import page_of
from applications.plan_changes import changes
from applications.views._case import case_or_404
from applications.views._page import show
from applications.views._plan import read


def _version(request, case, number):
    found = next((one for one in plans_to_read(request.user, case) if one.version == number), None)
    if found is None:
        raise Http404
    return found


@require_GET
@require("case.health.read")
def plan_version(request, ref, version):
    """The plan as it was in that version."""
    case = case_or_404(request, ref, what=_("Individual Plan"), prefetch=plan_page.PREFETCH)
    return read(request, case, _version(request, case, version))


@require_GET
@require("case.health.read")
def compare_plans(request, ref, old, new):
    """What was added, taken away, changed between two versions."""
    case = case_or_404(request, ref, what=_("Individual Plan"), prefetch=plan_page.PREFETCH)
    before, after = _version(request, case, old), _version(request, case, new)
    return show(
        request,
        "applications/compare_plans.html",
        case,
        heading=_("Two versions compared"),
        before=before,
        after=after,
        changes=changes(before, after, money=request.user.may("money.read")),
        back_url=page_of(case, "write_plan"),
    )
