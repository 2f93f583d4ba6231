"""Remind whoever is waited for, and take it back within ten seconds."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.remind import remind as do_remind
from applications.actions.undo_reminder import undo_reminder as do_undo
from applications.models import Event
from applications.views._case import case_or_404


@require("case.read")
@require_POST
def remind(request, ref):
    """Back to the queue, with the offer to take it back."""
    case = case_or_404(request, ref, what=_("reminder"), prefetch=())
    try:
        event = do_remind(application=case, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("applications:work")
    return redirect(f"{reverse('applications:work')}?sollecito={event.pk}")


@require("case.read")
@require_POST
def undo_reminder(request, ref, pk):
    """Only one's own, and only while the e-mail has not left."""
    case = case_or_404(request, ref, what=_("reminder"), prefetch=())
    event = Event.objects.filter(application=case, pk=pk, verb="remind").select_related("application").first()
    if event is None:
        raise Http404
    try:
        do_undo(event=event, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Reminder taken back: nobody gets it."))
    return redirect("applications:work")
