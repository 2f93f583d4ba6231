"""All the papers of a case as one PDF: asked for with a reason, made in the background."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts import access_log
from accounts.refusal import Refused
from accounts.roles import require
from applications import permissions
from applications.actions.print_case_file import print_case_file as ask
from applications.forms.verbs import PrintCaseFileForm
from applications.models import CaseFile
from applications.views._case import case_or_404
from applications.views._page import show
from jobs.progress import progress_of
from papers import serve

SHOWN = 10


@require("case.read")
def print_case_file(request, ref):
    """The form with the reason, and the files already asked for with how far they are."""
    case = case_or_404(request, ref, what=_("printed case file"), prefetch=())
    form = PrintCaseFileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask(application=case, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            return redirect("applications:print_case_file", case.ref)
    mine = (
        CaseFile.objects.visible_to(request.user)
        .filter(application=case, asked_by=request.user)
        .select_related("job", "stored")
    )
    files = list(mine[:SHOWN])
    job = next((one.job for one in files if one.job and not one.job.is_finished), None)
    return show(
        request,
        "applications/print_case_file.html",
        case,
        heading=_("Print the case file"),
        form=form,
        files=files,
        job=job,
        progress=progress_of(job, user=request.user) if job else None,
    )


@require("case.read")
@require_GET
def case_file(request, ref, pk):
    """The bytes, for whoever may open every paper in it."""
    rows = CaseFile.objects.visible_to(request.user).select_related("application", "stored")
    found = get_object_or_404(rows, pk=pk)
    case = found.application
    if ref not in (case.number, case.draft_code):
        return redirect("applications:case_file", case.ref, pk)
    refusal = permissions.may_open(request.user, found)
    if refusal:
        raise PermissionDenied(str(refusal))
    page = reverse("applications:print_case_file", args=[case.ref])
    access_log.record(
        request,
        subject_id=case.person_id,
        what=_("printed case file"),
        reference=case.ref,
        reason=found.reason,
    )
    if found.stored is None:
        messages.info(request, _("The file is not ready yet."))
        return redirect(page)
    try:
        return serve.response(found.stored)
    except Refused as error:
        messages.error(request, error.sentence)
        return redirect(page)
