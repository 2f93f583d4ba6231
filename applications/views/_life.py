"""The pages of the verbs of the life of a case: same shape, each with its form, action and template."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from accounts.refusal import Refused
from applications.links import case_url
from applications.permissions import why_not
from applications.views._case import case_or_404
from applications.views._page import back_to_case, show


def life_page(request, ref, *, verb, heading, make_form, act, done, url_after=None, context=None):
    """Show the form of ``verb``, or carry it out. What is not possible now says its sentence; what was typed stays.

    ``act(application, by, at, **cleaned data)``; ``url_after(result)``: where to go then, else back to the case.
    ``context(case)``: further values of the template.
    """
    case = case_or_404(request, ref, what=heading, prefetch=())
    now = timezone.now()
    refusal = why_not(request.user, case, verb, at=now)
    form = make_form(request.POST if request.method == "POST" else None, application=case)
    if request.method == "POST" and form.is_valid():
        try:
            result = act(application=case, by=request.user, at=now, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, problem.sentence)
        else:
            if url_after is None:
                return back_to_case(request, case, done)
            messages.success(request, done)
            return redirect(url_after(result))
    more = context(case) if context else {}
    return show(
        request,
        f"applications/{verb}.html",
        case,
        heading=heading,
        form=form,
        refusal=refusal,
        back_url=case_url(case),
        **more,
    )
