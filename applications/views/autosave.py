"""What is being typed into a step, kept on the server every few moments: `static/intake.js` sends it."""

from django.db import transaction
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.refusal import Refused
from accounts.roles import require
from applications import merge
from applications.actions.autosave import autosave as keep
from applications.models import Application
from applications.views._intake import PAGES, case_or_404
from applications.views._step_data import kept_names, who_changed


@require("case.write")
@require_POST
@transaction.atomic
def autosave(request, ref, step):
    """JSON ``{saved, warning}``; 409 with ``{refusal}`` when the step may not be changed any more."""
    found = case_or_404(request, ref)
    if step not in PAGES:
        raise Http404
    # what is stored is read when nobody is saving: a request that was overtaken by the saving would keep it again
    application = Application.objects.lock(found.pk)
    now, today = timezone.now(), timezone.localdate()
    page = PAGES[step][0](application=application, today=today)
    stored = {name: values for name, values in merge.shown(page).items() if values}
    typed = {
        name: values for name, values in merge.only(request.POST, kept_names(request.POST)).items() if values
    }
    # nothing that is not stored already: also what a request that comes late, after the saving, says
    same = {name: values for name, values in typed.items() if name not in ("version", "base")} == stored
    try:
        keep(application=application, step=step, data=None if same else typed, by=request.user, at=now)
    except Refused as refusal:
        return JsonResponse({"refusal": refusal.sentence}, status=409)
    warning = ""
    if request.POST.get("version") != str(application.edit_version):
        warning = " ".join(
            [
                who_changed(application),
                _("If you both changed the same field you choose which to keep when you save."),
            ]
        ).strip()
    said = _("Saved at %(time)s") % {"time": f"{timezone.localtime(now):%H:%M}"}
    return JsonResponse({"saved": said, "warning": warning})
