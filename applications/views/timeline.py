"""The whole timeline of a case, a page at a time: to read, to print, to look who looked."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.roles import require
from applications import timeline as history
from applications.views._case import case_or_404

SHOWN = 50


@require("case.read")
@require_safe
def timeline(request, ref):
    """``?cronologia=``: which; ``?prima=``: older than the last one shown. For htmx only the rows that follow."""
    case = case_or_404(request, ref, what=_("timeline"), prefetch=())
    choices = history.choices(request.user, request.GET.get("cronologia", history.FACTS))
    current = next((one for one in choices if one["current"]), choices[0])
    current["current"] = True
    events, following = history.events(
        case, user=request.user, which=current["value"], before=request.GET.get("prima"), shown=SHOWN
    )
    context = {
        "case": case,
        "events": events,
        "next": following,
        "choices": choices,
        "which": current["value"],
        "current": current["label"],
    }
    page = "_timeline_page" if request.htmx else "timeline"
    return render(request, f"applications/{page}.html", context)
