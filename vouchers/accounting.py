"""What the accounting office books from: each payment, each month of each support, the totals by Comune."""

from collections import defaultdict

from django.utils import timezone

from papers import store, table_writer
from papers.table_writer import CONTENT_TYPES, XLSX, Sheet
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
    """The payments alone."""
    return table_writer.as_csv([heading for heading, _width in PAYMENTS], payments(run, comune))


def _xlsx(run, comune):
    """Three sheets; the same run gives the same bytes, whenever they are made."""
    made = timezone.localtime(run.issued_at).replace(tzinfo=None)
    return table_writer.as_xlsx(
        [
            Sheet("Pagamenti", PAYMENTS, payments(run, comune)),
            Sheet("Righe", LINES, lines(run, comune)),
            Sheet("Totali", TOTALS, totals(run, comune)),
        ],
        properties={
            "title": f"Pagamenti {run.number}",
            "author": (comune or run.plan_office).name,
            "created": made,
        },
    )
