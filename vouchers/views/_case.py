"""What the pages of the money of a case share."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from applications.links import case_url
from applications.views._case import case_or_404
from vouchers import effects
from vouchers.permissions import why_not_case

CONFLICT = 409
__all__ = ["case_or_404", "case_page", "ending_page"]


def case_page(request, case, *, verb, form, act, done, **context):
    """Show the form of ``verb``, or carry it out and go back to the payments of the case.

    ``act(by, at, data)`` does it. A press on the button ``preview`` only shows the page again. What was
    typed stays.
    """
    now = timezone.now()
    refusal, status = why_not_case(request.user, case, verb, at=now), 200
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        try:
            act(by=request.user, at=now, data=form.cleaned_data)
        except Refused as error:
            form.add_error(None, error.sentence)
            status = CONFLICT if refusal else 200
        else:
            messages.success(request, done)
            return redirect(case_url(case, "pagamenti"))
    context |= {"case": case, "form": form, "refusal": refusal, "back_url": case_url(case, "pagamenti")}
    return render(request, f"vouchers/{verb}.html", context, status=status)


def ending_page(request, ref, *, verb, what, form_class, act, done, initial=None):
    """The page of a verb that ends the award: what it does to the months, then the act on (application, by, at, …)."""
    case = case_or_404(request, ref, what=what)
    form = form_class(request.POST or None, initial=initial)
    effect = None
    if request.method == "POST" and form.is_valid():
        effect = effects.of_end(case, form.first_day(form.cleaned_data), on=timezone.localdate())
    return case_page(
        request,
        case,
        verb=verb,
        form=form,
        act=lambda by, at, data: act(application=case, by=by, at=at, **data),
        done=done,
        award=case.awards.filter(ended_at__isnull=True).first(),
        effect=effect,
    )
