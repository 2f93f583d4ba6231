"""Hand the case to the ASST: from then on it reads it and fills the health part."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.send_to_asst import send_to_asst as send
from applications.forms.send_to_asst import SendToAsstForm
from applications.permissions import why_not
from applications.views._case import case_or_404
from applications.views._page import back_to_case, show


@require("assessment.social")
def send_to_asst(request, ref):
    """Which ASST, and what it will see."""
    case = case_or_404(request, ref, what=_("sending to the ASST"), prefetch=("assessments__signatures",))
    form = SendToAsstForm(request.POST if request.method == "POST" else None, plan_office=case.plan_office)
    refusal = why_not(request.user, case, "send_to_asst", at=timezone.now())
    if request.method == "POST":
        if refusal:
            return back_to_case(request, case, refusal, level=messages.ERROR)
        if form.is_valid():
            office = form.cleaned_data["health_office"]
            try:
                send(application=case, by=request.user, at=timezone.now(), health_office=office)
            except Refused as problem:
                form.add_error(None, str(problem))
            else:
                return back_to_case(request, case, _("Sent to %(office)s.") % {"office": office.name})
    status = 409 if form.non_field_errors() else 200
    return show(
        request,
        "applications/send_to_asst.html",
        case,
        heading=_("Send to ASST"),
        form=form,
        refusal=refusal,
        status=status,
    )
