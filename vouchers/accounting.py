"""What the accounting office books from: each payment, each month of each support, the totals by Comune."""

import csv
import io
from collections import defaultdict

import xlsxwriter
from django.utils import timezone

from accounts.formats import amount, day
from applications.exports import CONTENT_TYPES, FORMULA, XLSX
from papers import store
from vouchers import payers
from vouchers.ledger import NOTHING
from vouchers.models import Payment

PAYMENTS = (  # heading, width in signs
    ("Elenco", 10), ("Comune", 22), ("Chi paga", 26), ("Pratica", 15), ("Chi riscuote", 30), ("Codice fiscale", 18),
    ("IBAN", 30), ("Lordo €", 12), ("Trattenuto €", 12), ("Da pagare €", 12), ("Valuta", 12), ("Id end-to-end", 22),
)  # fmt: skip
LINES = (
    ("Elenco", 10), ("Comune", 22), ("Pratica", 15), ("Sostegno", 14), ("Descrizione", 30), ("Mese", 10),
    ("Importo €", 12), ("Motivo", 26),
)  # fmt: skip
TOTALS = (("Comune", 22), ("Sostegno", 30), ("Pagamenti", 11), ("Importo €", 14))
KEPT_BACK = "Trattenute e restituzioni"


def payments(run, comune=None):
    """One row for each payment of the Plan Office, or of a Comune that pays by itself, in the order of the list;
    amounts Decimal in euro, days dates."""
    rows = payers.payouts_of(run, comune).select_related(
        "application__person", "application__municipality", "payer"
    )
    for one in rows:
        case = one.application
        yield (
            run.number, case.municipality.name, one.payer.name if one.payer else run.plan_office.name, case.ref,
            one.payee_name, case.payee_tax_code or case.person.tax_code, one.iban, one.gross, one.set_off, one.amount,
            run.value_date, one.end_to_end_id or "",
        )  # fmt: skip


def lines(run, comune=None):
    """One row for each support and month; a minus takes back what was booked too much, and is not paid."""
    rows = (
        payers.lines_of(run, comune)
        .exclude(state=Payment.State.TAKEN_OUT)
        .select_related("application__municipality", "component")
    )
    for one in rows:
        yield (
            run.number, one.application.municipality.name, one.application.ref, one.code, one.component.label,
            f"{one.month:%m/%Y}", one.amount, one.get_cause_display() if one.cause else "",
        )  # fmt: skip


def totals(run, comune=None):
    """One row for each Comune and support, with what is kept back: they add up to what is paid."""
    sums = defaultdict(lambda: [set(), NOTHING])
    for _run, place, ref, _code, label, _month, euro, _cause in lines(run, comune):
        if euro > NOTHING:
            sums[(place, label)][0].add(ref)
            sums[(place, label)][1] += euro
    for _run, place, _payer, ref, *_who, kept, _paid, _day, _key in payments(run, comune):
        if kept:
            sums[(place, KEPT_BACK)][0].add(ref)
            sums[(place, KEPT_BACK)][1] -= kept
    for (place, label), (cases, euro) in sorted(sums.items()):
        yield place, label, len(cases), euro


def keep(run, form, *, by, at, comune=None):
    """Make and store the export as XLSX or CSV. Returns the StoredFile."""
    data = _xlsx(run, comune) if form == XLSX else _csv(run, comune)
    return store.keep(
        data,
        name=f"ragioneria-{run.number}{f'-{comune.code}' if comune else ''}.{form}",
        content_type=CONTENT_TYPES[form],
        kind="accounting_export",
        by=by,
        at=at,
        office=run.plan_office,
    )


def _csv(run, comune):
    """The payments: semicolons, comma, a byte order mark, no cell that is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([heading for heading, _width in PAYMENTS])
    for row in payments(run, comune):
        writer.writerow([_plain(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _plain(value):
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return day(value) if hasattr(value, "year") else amount(value).replace("−", "-").replace(".", "")


def _xlsx(run, comune):
    """Three sheets with typed cells; text stays text, whatever it begins with."""
    out = io.BytesIO()
    safe = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(out, safe) as book:
        made = timezone.localtime(run.issued_at).replace(tzinfo=None)
        book.set_properties(
            {
                "title": f"Pagamenti {run.number}",
                "author": (comune or run.plan_office).name,
                "created": made,
            }
        )
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "euro": book.add_format({"num_format": "#,##0.00"}),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        }
        for name, columns, rows in (
            ("Pagamenti", PAYMENTS, payments(run, comune)),
            ("Righe", LINES, lines(run, comune)),
            ("Totali", TOTALS, totals(run, comune)),
        ):
            _sheet(book.add_worksheet(name), columns, rows, formats)
    return out.getvalue()


def _sheet(sheet, columns, rows, formats):
    sheet.freeze_panes(1, 0)
    for place, (heading, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, formats["head"])
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, place, value)
            elif hasattr(value, "year"):
                sheet.write_datetime(number, place, value, formats["day"])
            elif isinstance(value, int):
                sheet.write_number(number, place, value)
            else:
                sheet.write_number(number, place, value, formats["euro"])
