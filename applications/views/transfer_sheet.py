"""The sheet of a passage, on the page and as a PDF; for the office that gave the case away, also its own period."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts import access_log
from accounts.roles import require
from applications import timeline
from applications.models import Transfer
from papers import pdf


@require_GET
@require("money.read")
def transfer_sheet(request, ref, pk):
    """What was handed over; below, what happened while the case was of the office that gave it away."""
    row = _transfer(request, ref, pk, what=_("sheet of the passage"))
    rows = timeline.of_period(row, user=request.user)
    return render(
        request,
        "applications/transfer_sheet.html",
        {
            "transfer": row,
            "parts": _parts(row, request.user),
            "timeline": rows,
            "person": row.application.person,
        },
    )


@require_GET
@require("money.read")
def transfer_pdf(request, ref, pk):
    """The sheet to hand over, kept nowhere: it is made again the same from what was frozen."""
    row = _transfer(request, ref, pk, what=_("sheet of the passage, PDF"))
    data = pdf.render(
        template="papers/transfer_sheet.html",
        title=f"Scheda di passaggio, pratica {row.application.ref}",
        lang="it",
        context={
            "office": row.from_office,
            "transfer": row,
            "parts": _parts(row, request.user),
            "paper": {"name": f"Scheda di passaggio, {row.application.ref}"},
        },
    )
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="passaggio-{row.application.ref}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _transfer(request, ref, pk, *, what):
    rows = Transfer.objects.visible_to(request.user).by_case(ref)
    row = (
        rows.select_related("application__person", "from_office", "to_office", "recorded_by")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise Http404
    access_log.record(request, subject_id=row.application.person_id, what=what, reference=row.application.ref)
    return row


def _parts(row, user):
    """The parts of the sheet this role reads."""
    return [part for part in row.sheet if not part["health"] or user.may("case.health.read")]
