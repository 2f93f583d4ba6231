"""A version of a ranking as a file: asked for with its reason, written in the access log, made while one waits."""

import hashlib

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from accounts import access_log
from accounts.roles import require
from accounts.throttle import address_of
from applications.forms.export import ExportForm
from vouchers import ranking_page, ranking_table
from vouchers.views._call import snapshot_or_404


@require("ranking.read")
def export_ranking(request, prefix, list_code, version):
    """The kind of file and, for who sees points and figures of health, the reason; then the file."""
    snapshot = snapshot_or_404(request, prefix, list_code, version)
    rows = ranking_page.rows_of(snapshot)
    sees = ranking_page.sees(request.user, rows)
    form = ExportForm(request.POST or None, health=sees["figures"])
    if request.method == "POST" and form.is_valid():
        return _file(request, snapshot, rows, sees, form.cleaned_data)
    shown = ranking_table.columns(snapshot, rows, **sees)
    context = {
        "form": form,
        "snapshot": snapshot,
        "call": snapshot.call,
        "count": len(rows),
        "columns": [heading for heading, _width, _value in shown],
        "refusal": None,
        "back_url": f"{reverse('vouchers:ranking', args=[prefix, list_code])}?versione={version}",
    }
    return render(request, "vouchers/export_ranking.html", context, status=422 if form.errors else 200)


def _file(request, snapshot, rows, sees, asked):
    now, reason = timezone.now(), asked["motivo"]
    data, name, content_type = ranking_table.make(
        snapshot, rows, user=request.user, at=now, form=asked["formato"], reason=reason, **sees
    )
    access_log.record_file(
        user=request.user,
        subjects=[row.application.person_id for row in rows],
        what=f"{name}, {len(rows)} righe, {hashlib.sha256(data).hexdigest()}",
        path=request.path,
        at=now,
        address=address_of(request),
        reason=reason,
    )
    answer = HttpResponse(data, content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
