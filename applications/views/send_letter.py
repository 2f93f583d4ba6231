"""Send a notice: which one, what only a person knows of it, how it reads."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.refusal import Refused
from accounts.roles import require
from applications import letter_texts, permissions
from applications.actions.send_letter import send_letter as send
from applications.forms.notices import SendLetterForm
from applications.links import case_url
from applications.models import LetterKind
from applications.notice_letters import CHOSEN, PROPOSED, paper_of, place_of, why_not_letter
from applications.views._intake import case_or_404, log_opening


@require_GET
@require("case.read")
def letters(request, ref):
    """The letters this case can receive, and why the others make no sense now."""
    application = case_or_404(request, ref)
    writers_only(request.user)
    log_opening(request, application, _("Letters"))
    rows = [(kind, kind.label, why_not_letter(request.user, application, kind)) for kind in CHOSEN]
    context = {"application": application, "rows": rows, "back_url": case_url(application, "documenti")}
    return render(request, "applications/letters.html", context)


@require("case.read")
def send_letter(request, ref, letter):
    """The form; “preview” answers the PDF of a draft, the other button sends."""
    if letter not in CHOSEN:
        raise Http404
    application, kind, now = case_or_404(request, ref), LetterKind(letter), timezone.now()
    writers_only(request.user)
    refusal = why_not_letter(request.user, application, kind)
    form = SendLetterForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        initial={"until": application.call.benefit_to, "large_print": application.person.large_print},
    )
    if request.method == "POST" and refusal is None and form.is_valid():
        try:
            if "preview" in request.POST:
                return _preview(application, kind, form, request.user, now)
            send(
                application=application,
                kind=kind,
                by=request.user,
                at=now,
                said=form.said(),
                large_print=form.cleaned_data["large_print"],
            )
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("The letter is being made: in a moment it is among the documents."))
            return redirect(case_url(application, "documenti"))
    if request.method != "POST":
        log_opening(request, application, str(kind.label))
    context = {
        "application": application,
        "form": form,
        "refusal": refusal,
        "kind": kind,
        "proposed": kind in PROPOSED,
        "place": place_of(application) if kind == LetterKind.WAITING_LIST else None,
        "words": letter_texts.in_force(application.plan_office, kind),
        "back_url": case_url(application, "documenti"),
    }
    return render(request, "applications/send_letter.html", context)


def writers_only(user):
    """Letters are for who writes cases and for who decides: two permissions, so the view cannot carry one."""
    if not (user.may("case.write") or user.may("case.decide")):
        raise PermissionDenied(str(permissions.NOT_YOUR_ROLE))


def _preview(application, kind, form, by, at):
    said = form.said()
    if "until" in said:
        said["until"] = date.fromisoformat(said["until"])
    paper = paper_of(
        application=application,
        kind=kind,
        by=by,
        at=at,
        said=said,
        draft=True,
        large_print=form.cleaned_data["large_print"],
    )
    return as_pdf(paper)


def as_pdf(paper):
    """The draft in the browser; nothing of it is kept."""
    answer = HttpResponse(paper.render(), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{paper.name}"'
    answer["Cache-Control"] = "no-store"
    return answer
