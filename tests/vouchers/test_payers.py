"""A list that two offices pay: each has its file for the bank, its export and its sum; nobody has the other's."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.refusal import Refused
from applications.models import Application
from b2portal.verify.files import bank_files as look
from papers import store
from tests.applications.factories import NOW
from tests.vouchers.factories import WORKED, advance, awarded, iban_of, make_run, pays_from
from tests.vouchers.test_pages import as_user
from tests.vouchers.test_papers import text_of
from tests.vouchers.test_run_rules import decide
from vouchers.actions.issue_run import issue_run
from vouchers.bank.transfers import totals
from vouchers.models import TreasuryAccount

PAGE = reverse("vouchers:edit_treasury_account")


@pytest.fixture
def cases(w):
    """The four worked cases, two of each Comune; both Comuni pay by themselves."""
    found = {who: awarded(w, who, **evidence) for who, (evidence, _amount) in WORKED.items()}
    theirs = [found[who].pk for who in ("renato", "giacomo")]  # 650.00 + 800.00
    Application.objects.filter(pk__in=theirs).update(municipality=w.other_municipality)
    decide(w, payer="municipality")
    return found


def refs_in(row):
    text = store.read(row.stored).decode("utf-8-sig")
    return {one["Pratica"] for one in csv.DictReader(io.StringIO(text), delimiter=";")}


def test_each_comune_has_its_file_its_export_and_its_sum(w, cases, client):
    run = make_run(w, state="approved")
    with pytest.raises(Refused) as refusal:
        issue_run(run=run, by=w.officer, at=NOW)
    assert w.municipality.name in str(refusal.value)
    assert w.other_municipality.name in str(refusal.value)
    assert w.plan_office.name not in str(refusal.value)  # pays nobody
    pays_from(w, comune=w.municipality, holder="Comune uno", iban=iban_of("uno"))
    pays_from(w, comune=w.other_municipality, holder="Comune due", iban=iban_of("due"), most_transfers=1)
    page = as_user(client, w.officer).get(reverse("vouchers:issue_run", args=[run.number])).content.decode()
    assert f"{w.other_municipality.name}: 2 pagamenti, 1.450,00" in page
    run = advance(w, run, to="issued")

    sums = {
        office: sum(one.total for one in run.files.filter(kind="bank", place=office))
        for office in (w.municipality, w.other_municipality, None)
    }
    assert list(sums.values()) == [Decimal("1200.00"), Decimal("1450.00"), 0]
    (ours,) = run.files.filter(kind="bank", place=w.municipality)
    assert b"<Nm>Comune uno</Nm>" in store.read(ours.stored)
    assert set(totals(store.read(ours.stored)).ids) == set(
        run.payouts.filter(payer=w.municipality).values_list("end_to_end_id", flat=True)
    )
    parts = run.files.filter(kind="bank", place=w.other_municipality)
    assert len({one.message_id for one in [*parts, ours]}) == 3
    assert refs_in(run.files.get(kind="csv", place=w.municipality)) == {
        cases["adele"].ref,
        cases["carla"].ref,
    }
    assert not run.files.filter(kind="csv", place=None).exists()
    assert not list(look(at=NOW))
    whole = text_of(run.files.get(kind="list").stored)
    assert "Chi paga" in whole
    assert f"{w.other_municipality.name} 2 1.450,00" in whole
    assert f"File per la banca di {w.municipality.name} {ours.message_id}" in whole
    theirs = text_of(run.files.get(kind="place", place=w.other_municipality).stored)
    assert ours.message_id not in theirs
    assert parts[0].message_id in theirs
    run_page = as_user(client, w.officer).get(reverse("vouchers:run", args=[run.number])).content.decode()
    assert f"Paga {w.municipality.name}" in run_page


def test_a_comune_without_a_file_still_has_its_export(w, cases):
    pays_from(w, comune=w.municipality, version="", holder="", iban="")
    pays_from(w, comune=w.other_municipality, iban=iban_of("due"))
    run = make_run(w, state="issued")
    assert {one.place for one in run.files.filter(kind="bank")} == {w.other_municipality}
    assert {one.place for one in run.files.filter(kind="sheet")} == {w.municipality, w.other_municipality}


def test_the_account_of_a_comune_is_written_beside_that_of_the_plan_office(w, cases, client):
    officer, own = as_user(client, w.officer), TreasuryAccount.objects.get()
    page = officer.get(PAGE).content.decode()
    assert page.count("non ancora scritto") == 2
    form = {"version": "pain.001.001.09", "holder": "Comune uno", "iban": iban_of("uno"), "expected": ""}
    at = f"{PAGE}?comune={w.municipality.code}"
    assert officer.post(at, form).url == PAGE
    assert TreasuryAccount.objects.in_force(w.plan_office) == own
    assert TreasuryAccount.objects.in_force(w.plan_office, w.municipality).holder == "Comune uno"
    assert "Conto che paga di" in officer.get(at).content.decode()
    assert officer.get(f"{PAGE}?comune={w.asst.code}").status_code == 404
    with pytest.raises(IntegrityError, match="another Ambito"), transaction.atomic():
        pays_from(w, comune=w.asst, iban=iban_of("tre"))
