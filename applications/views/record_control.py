"""Write how the control of a case drawn by lot ended."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import permissions
from applications.actions.record_control import record_control as do_record
from applications.forms.sample import RecordControlForm
from applications.links import case_url
from applications.models import SampleControl
from applications.views._intake import case_or_404, log_opening
from applications.views._page import back_to_case


@require("case.read")
def record_control(request, ref, pk):
    """Outcome, where it was checked, a note; once."""
    application = case_or_404(request, ref)
    controls = SampleControl.objects.filter(application=application).select_related("draw", "recorded_by")
    control = get_object_or_404(controls, pk=pk)
    form = RecordControlForm(request.POST or None)
    refusal = permissions.may_control(request.user)
    if control.outcome:
        refusal = _("This control is already recorded.")
    if request.method == "POST" and form.is_valid():
        try:
            do_record(control=control, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            return back_to_case(request, application, _("The control is recorded."))
    else:
        log_opening(request, application, _("Control by sample"))
    context = {
        "application": application,
        "form": form,
        "control": control,
        "refusal": refusal,
        "back_url": case_url(application),
    }
    return render(request, "applications/record_control.html", context)
