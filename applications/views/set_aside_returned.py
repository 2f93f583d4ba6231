"""A letter that came back is not needed any more."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.set_aside_returned import set_aside_returned as act
from applications.forms.notices import SetAsideReturnedForm
from applications.links import case_url
from applications.sendings import in_words, why_not_set_aside
from applications.views._intake import case_or_404, log_opening
from applications.views.record_delivery import letter_or_404
from applications.views.send_letter import writers_only


@require("case.read")
def set_aside_returned(request, ref, pk):
    """Why it need not leave again: the reason stays in the timeline, and the task goes."""
    application = case_or_404(request, ref)
    letter = letter_or_404(application, pk)
    writers_only(request.user)
    form = SetAsideReturnedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(letter=letter, by=request.user, at=timezone.now(), note=form.cleaned_data["note"])
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("It is no longer among the tasks; the reason is in the timeline."))
            return redirect(case_url(application, "documenti"))
    if request.method != "POST":
        log_opening(request, application, _("Delivery of a letter"))
    context = {
        "application": application,
        "letter": letter,
        "sending": in_words(letter) if letter.sent_on else "",
        "form": form,
        "refusal": why_not_set_aside(request.user, letter),
        "back_url": case_url(application, "documenti"),
    }
    return render(request, "applications/set_aside_returned.html", context)
