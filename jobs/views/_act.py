"""What the buttons that stop a work and start it again share."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone

from accounts.refusal import Refused
from jobs.registry import handler_of
from jobs.views.progress import job_for


def carry_out(request, pk, act, done):
    """``act(job, by, at)`` for who may retry items of such a job, where its kind can be stopped; then back to its
    page, where a refusal is said."""
    job = job_for(request.user, pk=pk)
    handler = handler_of(job.kind)
    if not handler.stops or not request.user.may(handler.retry):
        raise PermissionDenied
    try:
        act(job=job, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("jobs:progress", pk=job.pk)
