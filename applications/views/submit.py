"""Send the application."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import permissions
from applications.actions.submit import submit as submit_application
from applications.links import case_url
from applications.views._intake import case_or_404, log_opening


@require("case.write")
def submit(request, ref):
    """Show what is missing, then give the number. A second press finds the number given."""
    application = case_or_404(request, ref)
    if application.number:
        messages.info(
            request,
            _("The application is already sent: it has number %(number)s") % {"number": application.number},
        )
        return redirect(case_url(application))
    now = timezone.now()
    refusal = permissions.why_not(request.user, application, "submit", at=now)
    if request.method == "POST":
        try:
            sent = submit_application(application=application, by=request.user, at=now)
        except Refused as error:
            application = case_or_404(request, ref)
            if application.number:  # somebody, or the first of two presses, was quicker
                return redirect("applications:submit", application.ref)
            refusal = error.sentence
        else:
            messages.success(
                request, _("Done. The application has number %(number)s") % {"number": sent.number}
            )
            return redirect(case_url(sent))
    else:
        log_opening(request, application, _("Application, submission"))
    return render(
        request,
        "applications/submit.html",
        {
            "application": application,
            "refusal": refusal,
            "missing": permissions.missing_by_step(application),
            "later": permissions.may_come_later(application),
        },
    )
