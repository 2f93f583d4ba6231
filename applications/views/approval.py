"""Who decided this, when, and on which text?"""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import access_log
from accounts.roles import require
from applications import decided as register

SHOWN = 200  # decisions


@require_safe
@require("case.health.read")
def approval(request, what, pk):
    """The register of one thing: every act on it, in order."""
    record = register.one(user=request.user, slug=what, pk=pk)
    if record is None:
        raise Http404
    if record.subject_id:
        access_log.record(
            request,
            subject_id=record.subject_id,
            what=_("register of the approvals"),
            reference=record.detail,
        )
    return render(request, "applications/approval.html", {"record": record})


@require_safe
@require("case.health.read")
def decided(request):
    """The last decisions of the office, the newest first."""
    rows = register.latest(user=request.user, most=SHOWN)
    return render(request, "applications/decided.html", {"rows": rows, "most": SHOWN})
