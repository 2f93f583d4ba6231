"""Remind the family of the documents it was asked for."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import permissions
from applications.actions.remind_documents import remind_documents as remind
from applications.links import case_url
from applications.models import DocumentRequest
from applications.views._intake import case_or_404, log_opening
from applications.views._page import back_to_case


@require("case.write")
def remind_documents(request, ref):
    """What is still missing, and one button: the letter is made and goes into the documents."""
    application = case_or_404(request, ref)
    refusal = permissions.may_remind(request.user, application)
    if request.method == "POST":
        try:
            remind(application=application, by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error.sentence
        else:
            return back_to_case(
                request, application, _("The reminder is being written: you find it among the documents.")
            )
    log_opening(request, application, _("Reminder of documents"))
    asked = (
        DocumentRequest.objects.filter(application=application, closed_at=None)
        .prefetch_related("items")
        .first()
    )
    if asked is None:
        return redirect(case_url(application))
    context = {
        "application": application,
        "asked": asked,
        "refusal": refusal,
        "back_url": case_url(application),
    }
    return render(request, "applications/remind_documents.html", context)
