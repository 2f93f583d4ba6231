"""The changed cases of a simulation as a file: CSV or a spreadsheet. Case numbers only."""

import csv
import io

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.formats import amount
from accounts.roles import require
from applications import simulation_book
from applications.views.simulation import simulation_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_DONE = gettext_lazy("This simulation has no results to download.")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_GET
@require("call.publish")
def simulation_file(request, pk):
    """``?formato=csv`` or ``xlsx``; refused while it is not done."""
    found = simulation_or_404(request, pk)
    if not found.result.get("done"):
        back_url = reverse("applications:simulation", args=[pk])
        return render(request, "409.html", {"sentence": NOT_DONE, "back_url": back_url}, status=409)
    as_xlsx = request.GET.get("formato") == "xlsx"
    data = simulation_book.book(found) if as_xlsx else _csv(found)
    response = HttpResponse(data, content_type=XLSX if as_xlsx else "text/csv; charset=utf-8")
    name = f"simulazione-{found.pk}.{'xlsx' if as_xlsx else 'csv'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _csv(found):
    """Semicolons and commas, as Italian spreadsheets read them; no cell of text is ever a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(simulation_book.head())
    for case, month, kind, *money, reasons in simulation_book.every_change(found):
        texts = [f"'{text}" if text.startswith(FORMULA) else text for text in (case, month, kind, reasons)]
        said = ["" if value is None else amount(value).replace("−", "-") for value in money]
        writer.writerow([*texts[:3], *said, texts[3]])
    return out.getvalue().encode("utf-8-sig")
