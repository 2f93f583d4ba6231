"""The short pages around an assessment: one decision, its consequence said first, perhaps a few words."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from accounts.refusal import Refused
from applications.links import page_of
from applications.permissions import NOT_YOUR_ROLE
from applications.views._page import show


def decide(
    request, case, *, verb, heading, refusal, act, done, form=None, back="write_assessment", **context
):
    """Show ``applications/<verb>.html`` or carry ``act()`` out and go back. A refusal takes the place of the form.

    Raises 403 when the role can never do it. What was typed stays.
    """
    if refusal == NOT_YOUR_ROLE:
        raise PermissionDenied(str(refusal))
    status = 200
    if request.method == "POST":
        status = 409 if refusal else 200
        if refusal is None and (form is None or form.is_valid()):
            try:
                act()
            except Refused as problem:
                refusal, status = str(problem), 409
            else:
                messages.success(request, done)
                return redirect(page_of(case, back))
    return show(
        request,
        f"applications/{verb}.html",
        case,
        status=status,
        heading=heading,
        refusal=refusal,
        form=form,
        back_url=page_of(case, back),
        **context,
    )
