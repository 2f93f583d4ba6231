"""Say how a piece of evidence was checked."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import evidence_page, permissions
from applications.actions.verify_evidence import verify_evidence as verify
from applications.forms.proof import VerifyForm
from applications.links import case_url
from applications.views._intake import case_or_404, log_opening
from applications.views._page import back_to_case


@require("case.write")
def verify_evidence(request, ref, kind, pk):
    """Source, note and file; the value itself is changed in the intake."""
    application = case_or_404(request, ref)
    rows = evidence_page.rows_of(application, request.user).get(kind)
    row = rows.filter(pk=pk).first() if rows is not None else None
    if row is None:
        raise Http404
    refusal = permissions.may_edit_evidence(request.user, application)
    initial = {
        "verification": row.verification,
        "note": row.verification_note,
        "document": row.document_id,
    }
    form = VerifyForm(request.POST or None, application=application, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            verify(
                application=application, evidence=row, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            return back_to_case(request, application, _("The check is written."), anchor="requisiti")
    else:
        log_opening(request, application, _("Check of evidence"))
    label, value, starts, ends = evidence_page.WORDS[kind](row)
    context = {
        "application": application,
        "form": form,
        "refusal": refusal,
        "back_url": case_url(application, "requisiti"),
        "facts": {"label": label, "value": value, "starts": starts, "ends": ends},
    }
    return render(request, "applications/verify_evidence.html", context)
