"""The files for the bank: the standard, the sums, names no bank can read, made once and the same for ever."""

import hashlib
import re
from datetime import date, datetime
from decimal import Decimal

import defusedxml.ElementTree
import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.refusal import Refused
from applications.models import Application
from jobs import actions as jobs
from jobs.models import JobItem
from jobs.tasks import run as work
from papers import store
from tests.applications.factories import NOW, make_case
from tests.vouchers.factories import WORKED, advance, awarded, iban_of, make_run, pays_from
from vouchers import bank_files
from vouchers.actions.award import award
from vouchers.actions.issue_run import issue_run
from vouchers.actions.open_run import open_run
from vouchers.bank import transfers
from vouchers.bank.letters_banks_take import NAME, TEXT, plain
from vouchers.bank.transfers import VERSIONS, Debtor, Transfer, Unfit, message, split, totals
from vouchers.models import PaymentRun, RunFile

TAKEN = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]*")
DEBTOR = Debtor("Ufficio di Piano", iban_of("ufficio"), "", "B2PROVA1")
AT, DAY = datetime(2026, 11, 18, 10, 0), date(2026, 11, 27)
# what people are called, what people type, what breaks an XML or a bank's reader
NASTY = (
    "Niccolò D’Àngelo-Peña", "Rossi & Figli <b>S.r.l.</b>", "Наталья Ивановна", "😀 Ada 😀", "//AVV/ Ugo//", "王小明",
    "Łukasz Ørsted ß", "A" * 200, "]]>&amp;&#0;", "uno\r\ndue\tre", "\u202eodlanraB", "Œuvre “Sœur” €", "-:?(),.'+",
)  # fmt: skip


def sent(count=3, amount="400.10", **more):
    values = {
        "name": "Rossi",
        "iban": iban_of("adele"),
        "amount": Decimal(amount),
        "text": "Contributo",
    } | more
    return [Transfer(f"B2-202611-{number}", **values) for number in range(count)]


def made(part, version=VERSIONS[0], **more):
    values = {"debtor": DEBTOR, "message_id": "B2-202611-1-1", "created_at": AT, "execute_on": DAY} | more
    return message(part, version=version, **values)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_nasty_name_makes_a_file_the_schema_and_the_banks_take(version):
    part = [
        Transfer(
            f"B2-202611-{n}", plain(name, NAME), iban_of("adele"), Decimal("0.01"), plain(name * 9, TEXT)
        )
        for n, name in enumerate(NASTY)
    ]
    data = made(
        part, version, debtor=Debtor(plain("Società dell’Ambito & C.", NAME), iban_of("ufficio"), "", "")
    )
    root = defusedxml.ElementTree.fromstring(data)
    words = [one.text for one in root.iter() if one.tag.endswith(("}Nm", "}Ustrd"))]
    assert len(words) == 2 * len(NASTY) + 2
    for one in words:
        assert TAKEN.fullmatch(one), one
        assert one.strip(" /") == one
        assert "//" not in one
        assert 0 < len(one) <= TEXT
    assert root.tag == f"{{urn:iso:std:iso:20022:tech:xsd:{version}}}Document"
    assert b"Niccolo D'Angelo-Pena" in data
    assert b"Natal'ia Ivanovna" in data


@given(st.text(max_size=300), st.integers(1, 140))
def test_whatever_is_typed_comes_out_in_the_letters_of_banks(text, limit):
    found = plain(text, limit)
    assert TAKEN.fullmatch(found)
    assert len(found) <= limit
    assert "//" not in found
    assert found.strip(" /") == found
    assert plain(found, limit) == found


@given(
    st.lists(st.integers(1, 10_000_000), min_size=1, max_size=12),
    st.integers(1, 5),
    st.sampled_from(VERSIONS),
)
def test_the_sums_of_the_bytes_are_those_of_the_transfers(cents, most, version):
    part = [
        Transfer(f"B2-{n}", "Rossi", iban_of("adele"), Decimal(one) / 100, "Contributo")
        for n, one in enumerate(cents)
    ]
    parts = split(part, most=most, most_amount=Decimal("100000.00"))
    assert [one for piece in parts for one in piece] == part
    found = [totals(made(piece, version)) for piece in parts]
    assert sum(one.amount for one in found) == Decimal(sum(cents)) / 100
    assert all(one.count <= most and one.amount <= 100_000 for one in found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<CtrlSum>1200.30", b"<CtrlSum>1200.31"),
        (b"<NbOfTxs>3", b"<NbOfTxs>2"),
        (b'Ccy="EUR">400.10', b'Ccy="EUR">400.11'),
        (b"B2-202611-2<", b"B2-202611-1<"),
    ],
)
def test_a_file_that_does_not_add_up_is_found_out(before, after):
    data = made(sent())
    assert before in data
    with pytest.raises(Unfit):
        totals(data.replace(before, after, 1))


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 141}, {"iban": "IT 60"}, {"text": "x" * 141}])
def test_the_schema_finds_what_the_bank_would_refuse(version, wrong):
    with pytest.raises(Unfit, match="CdtTrfTxInf"):
        made(sent(**wrong), version)


def test_a_file_with_entities_is_not_read():
    with pytest.raises(transfers.defusedxml.DefusedXmlException):
        totals(b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')


# --- of a run ------------------------------------------------------------------------------------------


def bank(run):
    return list(run.files.filter(kind="bank").order_by("part"))


def test_the_worked_cases_leave_in_one_file_that_stays_as_it_is(w):
    cases = {who: awarded(w, who, **evidence) for who, (evidence, _amount) in WORKED.items()}
    run = make_run(w, state="issued")
    (file,) = bank(run)
    data = store.read(file.stored)
    assert (file.transfers, file.total, file.part) == (4, Decimal("2650.00"), 1)
    assert hashlib.sha256(data).hexdigest() == file.stored.sha256
    assert totals(data).amount == Decimal("2650.00")
    assert set(totals(data).ids) == set(run.payouts.values_list("end_to_end_id", flat=True))
    text = data.decode()
    for who, (_evidence, amount) in WORKED.items():
        assert f'<InstdAmt Ccy="EUR">{amount}</InstdAmt>' in text
        assert f"Contributo pratica {cases[who].ref} 11/2026" in text
    assert "B2" not in re.sub(r"B2-2026[-\d]*", "", text)  # no word of the measure on a bank's statement
    assert "<Dt>2026-11-27</Dt>" in text
    assert JobItem.objects.filter(job=run.job).first().key == "bank"  # nobody waits for a letter to be paid
    with pytest.raises(ProgrammingError), transaction.atomic():
        run.files.update(message_id="B2-altro")
    copy = RunFile.objects.get(pk=file.pk)
    copy.pk, copy.part = None, 2
    copy.stored = store.keep(
        data,
        name="x.xml",
        content_type="application/xml",
        kind="x",
        by=w.officer,
        at=NOW,
        office=w.plan_office,
    )
    with pytest.raises(IntegrityError, match="message_id"), transaction.atomic():
        copy.save()


def test_the_limits_of_the_bank_divide_the_list(w):
    for who, (evidence, _amount) in WORKED.items():
        awarded(w, who, **evidence)
    pays_from(w, version=VERSIONS[0], most_transfers=2, most_amount=Decimal("1200.00"))
    run = make_run(w, state="issued")
    files = bank(run)
    assert sum(one.total for one in files) == Decimal("2650.00")
    assert all(one.transfers <= 2 and one.total <= 1200 for one in files)
    assert len(files) == 3
    assert len({one.message_id for one in files}) == 3
    assert all(VERSIONS[0].encode() in store.read(one.stored) for one in files)


def test_a_name_of_drawings_is_said_and_the_run_waits(w):
    case = awarded(w)
    Application.objects.filter(pk=case.pk).update(payee_name="😀😀", payee_delegated=True)
    run = make_run(w, state="issuing")
    work(run.job_id)
    failed = JobItem.objects.get(job=run.job_id, state="failed")
    assert case.ref in failed.reason
    assert "nessuna banca" in failed.reason
    assert not bank(run)
    run.refresh_from_db()
    assert run.state == "issuing"


def test_a_payment_over_the_limit_of_a_file_is_named(w):
    case = awarded(w)
    pays_from(w, most_amount=Decimal("100.00"))
    run = make_run(w, state="approved")
    with pytest.raises(Refused, match=case.ref):
        bank_files.make(run, pays_from(w), by=w.officer, at=NOW)


def test_tried_again_it_is_made_with_the_account_of_the_first_time(w, monkeypatch):
    awarded(w)
    run = make_run(w, state="approved")
    with monkeypatch.context() as broken:
        broken.setattr(
            store, "keep", lambda *_args, **_more: (_ for _ in ()).throw(Refused("Archivio pieno."))
        )
        issue_run(run=run, by=w.officer, at=NOW)
        run.refresh_from_db()
        work(run.job_id)
    pays_from(w, holder="Un altro conto")
    for failed in JobItem.objects.filter(job=run.job_id, state="failed"):
        jobs.retry(item=failed, by=w.officer, at=NOW)
    work(run.job_id)
    (file,) = bank(run)
    assert b"<Nm>Ufficio di Piano</Nm>" in store.read(file.stored)
    assert PaymentRun.objects.get(pk=run.pk).state == "issued"


def test_without_an_account_nothing_is_issued_and_with_the_accounting_office_there_is_no_file(w):
    case = make_case(w, "adele", iban=iban_of("adele"))
    award(application=case, by=w.manager, at=NOW, starts_on=date(2026, 11, 1))
    run = open_run(plan_office=w.plan_office, month=date(2026, 11, 1), by=w.officer, at=NOW)
    run = advance(w, run, to="approved")
    with pytest.raises(Refused, match="Conto che paga"):
        issue_run(run=run, by=w.officer, at=NOW)
    pays_from(w, version="", holder="", iban="")
    run = advance(w, run, to="issued")
    assert not bank(run)
