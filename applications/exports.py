"""The case list as a file: a spreadsheet with typed cells, or text for whatever reads CSV.

What the file holds is what the person sees: the same columns, rows and order as the page.
"""

import csv
import hashlib
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _

from accounts.formats import amount, moment
from applications import case_table, filters, listing

XLSX, CSV = "xlsx", "csv"
CONTENT_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}
AT_ONCE = 2_000  # rows of a file made while one waits; beyond, in the background
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Made:
    """A file: its bytes, SHA-256, how many rows, whose (person ids), whether health data are in it."""

    data: bytes
    name: str
    content_type: str
    count: int
    subjects: tuple
    health: bool

    @property
    def sha256(self):
        return hashlib.sha256(self.data).hexdigest()


def make(found, *, user, on, at, form, reason=""):
    """The Made file of what ``found`` (a ``listing.Listed``) names, for ``user``. ``form``: "xlsx" or "csv"."""
    health = case_table.with_health(found.params, user)
    points = case_table.with_points(user)
    columns = case_table.columns(user, health=health, points=points)
    cases = case_table.loaded(listing.ordered(found, user=user), health=health, points=points)
    subjects, rows = [], []
    for case in cases.iterator(chunk_size=500):
        subjects.append(case.person_id)
        row = case_table.row(case, user=user, on=on, health=health, points=points)
        rows.append([column.value(row) for column in columns])
    about = _about(found, user=user, at=at, count=len(rows), reason=reason)
    data = _xlsx(columns, rows, about) if form == XLSX else _csv(columns, rows)
    return Made(
        data=data,
        name=f"pratiche-{on:%Y-%m-%d}.{form}",
        content_type=CONTENT_TYPES[form],
        count=len(rows),
        subjects=tuple(dict.fromkeys(subjects)),
        health=health,
    )


def _about(found, *, user, at, count, reason):
    """[(what, value)] of the sheet that says how the list was made."""
    rows = [(_("View"), str(filters.VIEWS[found.reading.view].label))]
    rows += [(_("Filter"), one.label) for one in found.reading.chosen]
    if found.by_hand:
        rows.append((_("Filter"), _("cases ticked one by one")))
    rows += [
        (_("Order"), found.params.get("ordina", "") or _("the usual one")),
        (_("Rows"), str(count)),
        (_("Made by"), f"{user.full_name}, {user.office.name}"),
        (_("Made on"), moment(at)),
    ]
    return [*rows, (_("Reason"), reason)] if reason else rows


def _csv(columns, rows):
    """Semicolons and a byte order mark, as Italian spreadsheets open them; no cell of text is ever a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.label for column in columns])
    writer.writerows([[_plain(value) for value in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _plain(value):
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        return amount(value).replace("−", "-").replace(".", "")
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(FORMULA) else value


def _xlsx(columns, rows, about):
    out = io.BytesIO()
    # a cell of text stays text, whatever it begins with
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        euro, day = book.add_format({"num_format": "#,##0.00"}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(_("Cases"))
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, column.label, bold)
        for line, row in enumerate(rows, start=1):
            for number, value in enumerate(row):
                _cell(sheet, line, number, value, euro, day)
        sheet.freeze_panes(1, 1)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        notes = book.add_worksheet(_("Filters used"))
        notes.set_column(0, 0, 18)
        notes.set_column(1, 1, 80)
        for line, (what, value) in enumerate(about):
            notes.write_string(line, 0, what, bold)
            notes.write_string(line, 1, value)
    return out.getvalue()


def _cell(sheet, line, number, value, euro, day):
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(line, number, value, day)
    elif isinstance(value, Decimal):
        sheet.write_number(line, number, value, euro)
    elif isinstance(value, int):
        sheet.write_number(line, number, value)
    else:
        sheet.write_string(line, number, value)
