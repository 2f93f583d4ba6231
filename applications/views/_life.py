"""The pages of the verbs of the life of a case: same shape, each with its form, action and template."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from accounts.refusal import Refused
from applications import panels
from applications.links import case_url
from applications.permissions import why_not
from applications.views._case import case_or_404
from applications.views._page import back_to_case, show


def life_page(
    request,
    ref,
    *,
    verb,
    heading,
    make_form,
    act,
    done,
    url_after=None,
    context=None,
    day_of=None,
    months=None,
):
    """Show the form of ``verb``, or carry it out. What is not possible now says its sentence; what was typed stays.

    ``act(application, by, at, **cleaned data)``; ``url_after(result)``: where to go then, else back to the case.
    ``context(case)``: further values of the template. ``day_of(cleaned data)``: the day from which money may change;
    the months before and after are then shown, and a press on the button ``preview`` only shows them.
    ``months``: as ``_tried``, where trying the act does not say them.
    """
    case = case_or_404(request, ref, what=heading, prefetch=())
    now = timezone.now()
    refusal = why_not(request.user, case, verb, at=now)
    form = make_form(request.POST if request.method == "POST" else None, application=case)
    effect, why = None, ""
    if request.method == "POST" and form.is_valid() and refusal is None and day_of:
        effect, why = (months or _tried)(request, case, act, form.cleaned_data, day_of, now)
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
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
        effect=effect,
        effect_why=why,
        **more,
    )


def _tried(request, case, act, data, day_of, now):
    """The months before and after the act, which is carried out and undone, and why in words."""
    return panels.effect_of(
        user=request.user,
        application=case,
        change=lambda: act(application=case, by=request.user, at=now, **data),
        from_day=day_of(data),
        on=timezone.localdate(now),
    )
