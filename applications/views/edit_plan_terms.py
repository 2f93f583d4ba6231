"""What a call asks of plans: which signatures, how many days. Settings of the office."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.edit_plan_terms import edit_plan_terms as save
from applications.forms.plan_steps import PlanTermsForm
from applications.models import plan_terms_of
from applications.views._law import call_or_404


@require("call.write")
def edit_plan_terms(request, prefix):
    """Also of a published call: it promises nothing to people."""
    call = call_or_404(request, prefix)
    terms = plan_terms_of(call)
    form = PlanTermsForm(
        request.POST if request.method == "POST" else None,
        initial={"required": terms.required, "days": terms.days},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save(call=call, by=request.user, at=timezone.now(), **form.cleaned_data)
            except Refused as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, _("Saved."))
                return redirect("applications:call", call.number_prefix)
    return render(request, "applications/edit_plan_terms.html", {"call": call, "form": form}, status=status)
