"""Write a call before it is published."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import law_permissions
from applications.actions.edit_call import edit_call as save
from applications.forms.law import CallForm
from applications.views._law import call_or_404, sent_version


@require("call.write")
def edit_call(request, prefix):
    """A form of the whole call; what was typed stays when it is refused."""
    call = call_or_404(request, prefix)
    refusal = law_permissions.on_call(request.user, call, "edit_call")
    form = CallForm(request.POST if request.method == "POST" else None, user=request.user, instance=call)
    status = 200
    if request.method == "POST":
        status = 409 if refusal else 422
        if refusal is None and form.is_valid():
            try:
                saved = save(
                    call=call,
                    by=request.user,
                    at=timezone.now(),
                    expected_version=sent_version(request),
                    **form.changes(),
                )
            except Refused as problem:
                form.add_error(None, str(problem))
                call.refresh_from_db()
            else:
                messages.success(request, _("Saved."))
                return redirect("applications:call", saved.number_prefix)
    context = {"call": call, "form": form, "refusal": refusal}
    return render(request, "applications/edit_call.html", context, status=status)
