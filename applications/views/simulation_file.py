"""The changed cases of a simulation as a file: CSV or a spreadsheet. Case numbers only."""

import csv
import io

import xlsxwriter
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.formats import amount
from accounts.roles import require
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
    data = _xlsx(found) if as_xlsx else _csv(found)
    response = HttpResponse(data, content_type=XLSX if as_xlsx else "text/csv; charset=utf-8")
    name = f"simulazione-{found.pk}.{'xlsx' if as_xlsx else 'csv'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _head():
    return [
        _("Case"), _("Month"), _("Change"), _("Per month before"), _("Per month after"), _("Difference in a year"),
        _("Why"),
    ]  # fmt: skip


def _rows(found):
    language = "it" if (get_language() or "it").startswith("it") else "en"
    rows = found.rows.select_related("application").order_by("month", "difference", "pk")
    for row in rows.iterator(chunk_size=500):
        reasons = "; ".join(text[language] for text in row.why)
        month = f"{row.month:%Y-%m}" if row.month else ""
        yield [
            row.application.ref, month, row.get_kind_display(), row.before, row.after, row.difference, reasons,
        ]  # fmt: skip


def _csv(found):
    """Semicolons and commas, as Italian spreadsheets read them; no cell of text is ever a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_head())
    for case, month, kind, *money, reasons in _rows(found):
        texts = [f"'{text}" if text.startswith(FORMULA) else text for text in (case, month, kind, reasons)]
        said = ["" if value is None else amount(value).replace("−", "-") for value in money]
        writer.writerow([*texts[:3], *said, texts[3]])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(found):
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        euro, bold = book.add_format({"num_format": "#,##0.00"}), book.add_format({"bold": True})
        sheet.write_row(0, 0, _head(), bold)
        for n, row in enumerate(_rows(found), start=1):
            sheet.write_row(n, 0, row[:3])
            for column, value in enumerate(row[3:6], start=3):
                if value is not None:
                    sheet.write_number(n, column, value, euro)
            sheet.write_string(n, 6, row[6])
        sheet.set_column(0, 5, 18)
        sheet.set_column(6, 6, 90)
        sheet.freeze_panes(1, 0)
    return out.getvalue()
