"""What the pages that add to a published call share."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from accounts.refusal import Refused
from applications.models import CallAddition
from applications.views._law import BIGGEST


def addition_or_404(request, prefix, pk):
    """The addition to the call ``prefix``, if it exists for this Ambito."""
    found = (
        CallAddition.objects.visible_to(request.user)
        .select_related("call__rule_set", "rule_set", "prepared_by", "confirmed_by", "dropped_by")
        .filter(pk=pk, call__number_prefix=prefix)
        .first()
        if pk < BIGGEST
        else None
    )
    if found is None:
        raise Http404
    return found


def prepare(request, call, *, form, refusal, act, template, said, **context):
    """A form that prepares an addition; what was typed stays when it is refused."""
    status = 200
    if request.method == "POST":
        status = 409 if refusal else 422
        if refusal is None and form.is_valid():
            try:
                made = act(**form.changes())
            except Refused as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, said)
                return redirect("applications:confirm_addition", call.number_prefix, made.pk)
    context |= {"call": call, "form": form, "refusal": refusal}
    return render(request, template, context, status=status)
