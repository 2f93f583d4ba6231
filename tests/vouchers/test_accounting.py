"""The export for the accounting office and the list of each Comune, made when the run is issued."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest

from applications.models import Application
from papers import store
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, WORKED, awarded, make_run
from tests.vouchers.test_corrections import change
from tests.vouchers.test_papers import text_of
from vouchers import accounting


@pytest.fixture
def run(w):
    """The four worked cases for November; one Comune pays by itself for nobody."""
    cases = {who: awarded(w, who, **evidence) for who, (evidence, _amount) in WORKED.items()}
    Application.objects.filter(pk=cases["adele"].pk).update(payee_name="=SOMMA(A1)", payee_delegated=True)
    Application.objects.filter(pk=cases["renato"].pk).update(municipality=w.other_municipality)
    return make_run(w, state="issued")


def test_the_sheet_and_the_text_say_what_is_paid_and_nothing_is_a_formula(run):
    book = openpyxl.load_workbook(io.BytesIO(store.read(run.files.get(kind="sheet").stored)))
    heads, *rows = book["Pagamenti"].iter_rows(values_only=True)
    place = {name: number for number, name in enumerate(heads)}
    assert sum(Decimal(str(row[place["Da pagare €"]])) for row in rows) == Decimal("2650.00")
    assert {row[place["Id end-to-end"]] for row in rows} == set(
        run.payouts.values_list("end_to_end_id", flat=True)
    )
    assert {cell.data_type for line in book["Pagamenti"] for cell in line} == {"s", "n", "d"}
    assert "=SOMMA(A1)" in {row[place["Chi riscuote"]] for row in rows}
    _heads, *totals = book["Totali"].iter_rows(values_only=True)
    assert sum(Decimal(str(row[3])) for row in totals) == Decimal("2650.00")
    text = store.read(run.files.get(kind="csv").stored).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["Da pagare €"] for row in found] == [
        f"{row[place['Da pagare €']]:.2f}".replace(".", ",") for row in rows
    ]
    assert "'=SOMMA(A1)" in {row["Chi riscuote"] for row in found}


def test_each_comune_has_its_list_and_reads_nobody_else(w, run):
    whole = text_of(run.files.get(kind="list").stored)
    ours = text_of(run.files.get(kind="place", place=w.municipality).stored)
    theirs = text_of(run.files.get(kind="place", place=w.other_municipality).stored)
    for case in Application.objects.all():
        assert case.ref in whole
        assert (case.ref in ours) == (case.municipality == w.municipality)
        assert (case.ref in theirs) != (case.ref in ours)
    assert "Totale 2.000,00 €" in ours
    assert "Totale 650,00 €" in theirs
    assert "Totale 2.650,00 €" in whole
    bank = run.files.get(kind="bank")
    assert (
        f"File per la banca {bank.message_id}: 4 pagamenti, 2.650,00 €, impronta {bank.stored.code}" in whole
    )


def test_what_is_kept_back_is_its_own_total(w):
    case = awarded(w)
    make_run(w, state="paid")
    change(w, case, "300.00", from_month=NOVEMBER)
    december = make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    found = {(label, cases): euro for _place, label, cases, euro in accounting.totals(december)}
    assert found == {
        ("Buono per il caregiver familiare", 1): Decimal("300.00"),
        (accounting.KEPT_BACK, 1): Decimal("-100.00"),
    }
