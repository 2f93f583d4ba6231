"""Take a rejected case up again."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.reopen import reopen as take_up
from applications.forms.decide import ReasonForm
from applications.permissions import why_not
from applications.views._case import case_or_404
from applications.views._page import back_to_case, show


@require("case.decide")
def reopen(request, ref):
    """Why the case is looked at again: new evidence, a review, an appeal."""
    case = case_or_404(request, ref, what=_("reopening"), prefetch=())
    refusal = why_not(request.user, case, "reopen", at=timezone.now())
    if refusal:
        return back_to_case(request, case, refusal, level=messages.WARNING)
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        label=_("Why is it taken up again? For example new evidence, a review or an appeal"),
    )
    if form.is_valid():
        try:
            take_up(application=case, by=request.user, at=timezone.now(), note=form.cleaned_data["note"])
        except Refused as problem:
            return back_to_case(request, case, str(problem), level=messages.WARNING)
        return back_to_case(request, case, _("The case is being assessed again."))
    return show(request, "applications/reopen.html", case, heading=_("Reopen the case"), form=form)
