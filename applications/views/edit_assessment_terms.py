"""What a call asks of assessments: also of a published one, because it promises nothing to people."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import scales
from applications.actions.edit_assessment_terms import edit_assessment_terms as save
from applications.forms.assessment import AssessmentTermsForm
from applications.models import terms_of
from applications.views._law import call_or_404


@require("call.write")
def edit_assessment_terms(request, prefix):
    """Scales with their source, months, days."""
    call = call_or_404(request, prefix)
    form = AssessmentTermsForm(request.POST if request.method == "POST" else None, instance=terms_of(call))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save(call=call, by=request.user, at=timezone.now(), **form.changes())
            except Refused as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, _("Saved."))
                return redirect("applications:call", call.number_prefix)
    context = {"call": call, "form": form, "scales": scales.newest().values()}
    return render(request, "applications/edit_assessment_terms.html", context, status=status)
