"""The button "Try again" beside a failed item."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.refusal import Refused
from jobs import actions
from jobs.models import JobItem
from jobs.registry import handler_of
from jobs.views.progress import job_for


@require_POST
def retry(request, pk):
    item = get_object_or_404(JobItem.objects.visible_to(request.user), pk=pk)
    job = job_for(request.user, pk=item.job_id)
    permission = handler_of(job.kind).retry
    if not permission or not request.user.may(permission):
        raise PermissionDenied
    try:
        actions.retry(item=item, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("{label}: trying again.").format(label=item.label))
    return redirect("jobs:progress", pk=job.pk)
