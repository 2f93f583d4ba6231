"""How a letter left, and when the family had it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.record_delivery import record_delivery as write
from applications.forms.notices import RecordDeliveryForm
from applications.links import case_url
from applications.models import IssuedLetter
from applications.sendings import in_words, times, why_not_set_aside
from applications.views._intake import case_or_404, log_opening
from applications.views.send_letter import writers_only


def letter_or_404(application, pk):
    """The letter of the case whose document is ``pk``; Http404 when there is none."""
    letter = (
        IssuedLetter.objects.filter(application=application, document=pk).select_related("document").first()
    )
    if letter is None:
        raise Http404
    return letter


@require("case.read")
def record_delivery(request, ref, pk):
    """Post, PEC or by hand, with the days."""
    application = case_or_404(request, ref)
    letter = letter_or_404(application, pk)
    writers_only(request.user)
    initial = {"how": letter.how, "sent_on": letter.sent_on or timezone.localdate(letter.document.added_at),
               "received_on": letter.received_on, "came_back_on": letter.came_back_on}  # fmt: skip
    if letter.came_back_on and "di-nuovo" in request.GET:
        initial = {"again": True, "sent_on": timezone.localdate()}
    form = RecordDeliveryForm(
        request.POST if request.method == "POST" else None, initial=initial, sent=letter.sent_on is not None
    )
    if request.method == "POST" and form.is_valid():
        try:
            write(letter=letter, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect(case_url(application, "documenti"))
    if request.method != "POST":
        log_opening(request, application, _("Delivery of a letter"))
    context = {"application": application, "form": form, "letter": letter,
               "may_set_aside": why_not_set_aside(request.user, letter) is None,
               "times": [(in_words(one), one) for one in times(letter)],
               "back_url": case_url(application, "documenti")}  # fmt: skip
    return render(request, "applications/record_delivery.html", context)
