"""The two pages that add evidence with one form: same shape, each with its own form and action."""

from django.shortcuts import render
from django.utils import timezone

from accounts.refusal import Refused
from applications import permissions
from applications.links import case_url
from applications.views._intake import case_or_404, log_opening
from applications.views._page import back_to_case


def proof_page(request, ref, *, form_class, action, heading, verb, done, row=None, facts=None):
    """Show the form, or carry out ``action`` with its values and go back to the evidence of the case.

    ``row``: what is corrected, None for a new one. ``facts``: what the page says above the form.
    """
    application = case_or_404(request, ref)
    more = {"instance": row} if row else {}
    form = form_class(
        request.POST or None, application=application, user=request.user, today=timezone.localdate(), **more
    )
    if request.method == "POST" and form.is_valid():
        try:
            action(application=application, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            return back_to_case(request, application, done, anchor="requisiti")
    else:
        log_opening(request, application, heading)
    context = {
        "application": application,
        "form": form,
        "refusal": permissions.may_edit_evidence(request.user, application),
        "back_url": case_url(application, "requisiti"),
        "heading": heading,
        "verb": verb,
        "facts": facts,
    }
    return render(request, "applications/add_proof.html", context)
