"""The pages of the verbs that ask for a few words: same shape, each with its own form, action and
template.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from applications import permissions
from applications.links import case_url
from applications.views._intake import case_or_404


def verb_page(request, ref, *, verb, make_form, act, done, more=None):
    """Show the form of ``verb``, or carry it out and go back to the case.

    ``make_form(data, application)`` builds it, ``act(application, cleaned_data, by, at)`` does it, ``done`` is
    what is said after, or a function of the cleaned data that says it.
    ``more(application)``: what else the page shows.
    A verb that is not possible now shows its sentence instead of the button; what was typed stays.
    """
    application = case_or_404(request, ref)
    now = timezone.now()
    refusal = permissions.why_not(request.user, application, verb, at=now)
    form = make_form(request.POST if request.method == "POST" else None, application)
    if request.method == "POST" and form.is_valid():
        try:
            act(application, form.cleaned_data, request.user, now)
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, done(form.cleaned_data) if callable(done) else done)
            return redirect(case_url(application))
    context = {
        "application": application,
        "form": form,
        "refusal": refusal,
        "back_url": case_url(application),
    }
    return render(request, f"applications/{verb}.html", context | (more(application) if more else {}))
