"""Answer another office that asked about a case."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.answer_office import answer_office as do_answer_office
from applications.forms.inquiry import AnswerOfficeForm
from applications.links import case_url
from applications.models import Inquiry
from applications.views._case import case_or_404


@require("case.write")
def answer_office(request, ref, pk):
    """What was asked, and the answer; an answered question only shows both."""
    application = case_or_404(request, ref, what=_("question of another office"), prefetch=())
    inquiry = application.inquiries.select_related("asked_office", "asked_by").filter(pk=pk).first()
    if inquiry is None:
        raise Http404
    form = AnswerOfficeForm(request.POST or None, kind=inquiry.kind)
    if request.method == "POST" and form.is_valid():
        try:
            do_answer_office(inquiry=inquiry, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Answered: the other office reads it in its work."))
            yes = form.cleaned_data["outcome"] == Inquiry.Outcome.YES
            if yes and inquiry.kind == Inquiry.Kind.HANDOVER:
                url = reverse("applications:transfer", args=[application.ref])
                return redirect(f"{url}?{urlencode({'per': inquiry.pk})}")
            return redirect(case_url(application))
    context = {
        "application": application,
        "inquiry": inquiry,
        "form": form,
        "refusal": inquiry.answered_at and _("Somebody has answered already."),
        "back_url": case_url(application),
        "heading": _("Answer another office"),
        "verb": _("Send the answer"),
    }
    return render(request, "applications/answer_office.html", context)
