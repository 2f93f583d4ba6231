"""How far a job is: a whole page, or the part of it that htmx asks for again and again."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jobs.models import Job
from jobs.progress import progress_of
from jobs.registry import handler_of

STOP_POLLING = 286  # htmx shows the content and asks no more


def job_for(user, **lookup):
    """A job of the user's Ambito whose kind the user's role may read; 404 or 403 otherwise."""
    job = get_object_or_404(Job.objects.visible_to(user).select_related("office"), **lookup)
    handler = handler_of(job.kind)
    if handler is None:
        raise Http404
    if not user.may(handler.read):
        raise PermissionDenied
    return job


@require_GET
@never_cache
def progress(request, pk):
    job = job_for(request.user, pk=pk)
    context = {"job": job, "progress": progress_of(job, user=request.user)}
    if not request.htmx:
        return render(request, "jobs/progress.html", context)
    response = render(request, "jobs/progress_part.html", context | {"polled": True})
    if job.is_finished:
        response.status_code = STOP_POLLING
        response["HX-Trigger"] = "job-finished"  # the page around it may have documents to show now
    return response
