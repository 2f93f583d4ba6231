"""A proposed letter is not needed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.set_aside_letter import set_aside_letter as act
from applications.forms.notices import SetAsideLetterForm
from applications.links import case_url
from applications.models import LetterKind
from applications.notice_letters import PROPOSED, why_not_set_aside
from applications.views._intake import case_or_404, log_opening
from applications.views.send_letter import writers_only


@require("case.read")
def set_aside_letter(request, ref, letter):
    """Why it is not needed: the reason stays in the timeline, and the task goes."""
    if letter not in PROPOSED:
        raise Http404
    application, kind = case_or_404(request, ref), LetterKind(letter)
    writers_only(request.user)
    form = SetAsideLetterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(
                application=application,
                kind=kind,
                by=request.user,
                at=timezone.now(),
                note=form.cleaned_data["note"],
            )
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("It is no longer among the tasks; the reason is in the timeline."))
            return redirect(case_url(application))
    if request.method != "POST":
        log_opening(request, application, str(kind.label))
    context = {
        "application": application,
        "kind": kind,
        "form": form,
        "refusal": why_not_set_aside(request.user, application, kind),
        "back_url": case_url(application, "documenti"),
    }
    return render(request, "applications/set_aside_letter.html", context)
