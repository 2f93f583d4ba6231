"""Mark as read: all, or those of one case before it is opened."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.roles import require
from applications.actions.read_notifications import read_notifications as do_read
from applications.models import Application
from jobs.models import Job


@require("case.read")
@require_POST
def read_notifications(request):
    """``pratica``: the case number, ``lavoro``: the job; with ``apri`` the thing itself is opened."""
    ref, job, opened = (request.POST.get(name, "") for name in ("pratica", "lavoro", "apri"))
    now = timezone.now()
    if ref:
        case = get_object_or_404(Application.objects.visible_to(request.user).by_ref(ref.replace("\x00", "")))
        do_read(by=request.user, at=now, application=case)
        return redirect("applications:case", case.ref) if opened else redirect("applications:notifications")
    if job.isascii() and job.isdigit() and len(job) < 19:
        row = get_object_or_404(Job.objects.filter(started_by=request.user), pk=job)
        do_read(by=request.user, at=now, job=row)
        if opened:
            return redirect("applications:export_ready", row.pk)
        return redirect("applications:notifications")
    do_read(by=request.user, at=now)
    messages.success(request, _("All read."))
    return redirect("applications:notifications")
