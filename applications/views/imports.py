"""The import of an office's own list of cases: file, columns, trial, import, result."""

import csv
import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.start_import import start_import
from applications.actions.upload_import import upload_import
from applications.forms.imports import MapImportForm, UploadImportForm
from applications.import_example import example
from applications.models import ImportBatch

SHOWN = 20
FORMULA = ("=", "+", "-", "@", "\t", "\r")
States = ImportBatch.State
TONES = {
    States.MAPPING: ("info", "pencil"), States.CHECKING: ("info", "clock"), States.REFUSED: ("bad", "close-circle"),
    States.CHECKED: ("ok", "check-circle"), States.APPLYING: ("info", "clock"), States.APPLIED: ("ok", "check-circle"),
}  # fmt: skip


@require("case.import")
def imports(request):
    """The files so far, and the form for another."""
    now = timezone.now()
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadImportForm(*posted, user=request.user, at=now)
    if request.method == "POST" and form.is_valid():
        try:
            batch = upload_import(
                call=form.cleaned_data["call"],
                table=form.cleaned_data["file"],
                file_name=form.file_name,
                by=request.user,
                at=now,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("applications:import_batch", batch.pk)
    made = ImportBatch.objects.visible_to(request.user).select_related("uploaded_by", "call")
    rows = [(batch, *TONES[batch.state]) for batch in made.defer("rows", "report")[:SHOWN]]
    return render(request, "applications/imports.html", {"form": form, "rows": rows})


@require("case.import")
def import_batch(request, pk):
    """Map the columns and try; then import what passed. The work is in the background: the page says how far."""
    batch = _batch(request, pk)
    form = MapImportForm(request.POST if "try" in request.POST else None, batch=batch)
    if request.method == "POST" and (form.is_valid() if "try" in request.POST else "apply" in request.POST):
        mapping = form.mapping if "try" in request.POST else None
        try:
            start_import(batch=batch, by=request.user, at=timezone.now(), mapping=mapping)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        return redirect("applications:import_batch", batch.pk)
    context = {
        "batch": batch,
        "form": form,
        "tone": TONES[batch.state],
        "working": batch.state in (States.CHECKING, States.APPLYING),
        "made": len(batch.report.get("made", ())),
    }
    return render(request, "applications/import_batch.html", context)


@require("case.import")
@require_GET
def import_report(request, pk):
    """The result as CSV: a line for each error, or for each case made."""
    batch = _batch(request, pk)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Row"), _("Column"), _("Result")])
    for one in batch.report.get("errors", ()):
        writer.writerow([one["row"], _text(one["column"]), _text(one["sentence"])])
    for one in batch.report.get("warnings", ()):
        writer.writerow(
            [one["row"], _text(one["column"]), _("to check: %(what)s") % {"what": one["sentence"]}]
        )
    for number, ref in batch.report.get("made", ()):
        writer.writerow([number, "", ref or _("can be imported")])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="importazione-{batch.pk}.csv"'
    return answer


@require("case.import")
@require_GET
def import_example(request):
    """A list as an office may keep it, with two invented people; the same as ``docs/examples/elenco-pratiche.csv``."""
    answer = HttpResponse(example(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="elenco-pratiche.csv"'
    return answer


def _batch(request, pk):
    return get_object_or_404(
        ImportBatch.objects.visible_to(request.user).select_related("call", "uploaded_by", "applied_by"),
        pk=pk,
    )


def _text(value):
    """A spreadsheet never runs what somebody typed."""
    return f"'{value}" if str(value).startswith(FORMULA) else value
