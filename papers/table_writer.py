"""A table as a file: text for whatever reads CSV, or a spreadsheet with typed cells. Text is never a formula."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import xlsxwriter

from accounts.formats import amount, number

XLSX, CSV = "xlsx", "csv"
CONTENT_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_OPTIONS = {  # a cell of text stays text, whatever it begins with
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class Sheet:
    """``columns``: [(heading, width in signs)]. ``rows``: of str, int, Decimal, date or None. ``frozen``: columns that
    stay while one scrolls; ``sifted``: with the buttons that filter."""

    name: str
    columns: tuple
    rows: object
    frozen: int = 0
    sifted: bool = False


def as_csv(headings, rows):
    """Bytes with semicolons and a byte order mark, as Italian spreadsheets open them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_plain(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheets, *, notes=None, properties=None):
    """Bytes of a workbook. ``notes``: (name, [(what, value)]) of a last sheet that says how the file was made."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        if properties:
            book.set_properties(properties)
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "euro": book.add_format({"num_format": "#,##0.00"}),
            "exact": book.add_format({"num_format": "#,##0.000"}),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        }
        for sheet in sheets:
            _sheet(book.add_worksheet(sheet.name), sheet, formats)
        if notes:
            name, lines = notes
            page = book.add_worksheet(name)
            page.set_column(0, 0, 18)
            page.set_column(1, 1, 80)
            for line, (what, value) in enumerate(lines):
                page.write_string(line, 0, what, formats["head"])
                page.write_string(line, 1, value)
    return out.getvalue()


def _sheet(page, sheet, formats):
    for place, (heading, width) in enumerate(sheet.columns):
        page.set_column(place, place, width)
        page.write_string(0, place, heading, formats["head"])
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            _cell(page, last, place, value, formats)
    page.freeze_panes(1, sheet.frozen)
    if sheet.sifted and last:
        page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _cell(page, line, place, value, formats):
    if value is None:
        return
    if isinstance(value, date):
        page.write_datetime(line, place, value, formats["day"])
    elif isinstance(value, Decimal):
        page.write_number(line, place, value, formats["euro" if _is_cents(value) else "exact"])
    elif isinstance(value, int):
        page.write_number(line, place, value)
    else:
        page.write_string(line, place, value)


def _plain(value):
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        told = amount(value) if _is_cents(value) else number(value, 3)
        return told.replace("−", "-").replace(".", "")
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(FORMULA) else value


def _is_cents(value):
    return value == round(value, 2)
