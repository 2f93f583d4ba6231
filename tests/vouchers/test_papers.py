"""The papers of a run, made by the job and read back with pdftotext."""

import re
import shutil
import subprocess

import pytest
from django.test import Client

from applications.models import Document
from jobs.models import Job
from jobs.tasks import run as work
from papers import store
from tests.applications.factories import world
from tests.applications.pages import enter
from tests.applications.verb_pages import said
from tests.vouchers.factories import WORKED, awarded, make_run
from vouchers import payment_lists

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext reads the papers"),
]


def text_of(stored):
    """The words of a stored PDF, every kind of space as one space."""
    words = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=store.read(stored), capture_output=True, check=True
    ).stdout.decode()
    return re.sub(r"\s+", " ", words)


@pytest.fixture
def paid(db):
    """The four worked cases of the regional text, awarded and issued for November."""
    w = world()
    cases = {who: awarded(w, who, **evidence) for who, (evidence, _amount) in WORKED.items()}
    return w, cases, make_run(w, state="issued")


def italian(amount):
    return amount.replace(".", ",")


def test_every_worked_amount_is_in_the_letter_and_in_the_list(paid):
    w, cases, run = paid
    listed = text_of(run.files.get(kind="list").stored)
    for who, (_evidence, amount) in WORKED.items():
        letter = text_of(run.files.get(kind="letter", application=cases[who]).stored)
        assert f"paghiamo {italian(amount)} €" in letter
        row = re.search(rf"{cases[who].ref} (.*?) (\d+,\d\d) ", listed)
        assert row[2] == italian(amount)
    assert "Totale 2.650,00 €" in listed
    code = re.search(r"codice di verifica ([A-Z2-7]{4}-[A-Z2-7]{4})", listed)[1]
    page = said(enter(Client(), w.officer).get("/verifica/", {"codice": code}))
    assert "È una delle nostre" in page
    assert "pagamenti di novembre 2026" in page
    for other in (w.social_worker, world("altro", "AL-2026").officer):
        assert "Nessuna lettera" in said(enter(Client(), other).get("/verifica/", {"codice": code}))


def test_the_notice_says_the_total_and_who_signed(paid):
    w, _cases, run = paid
    text = text_of(run.files.get(kind="notice").stored)
    assert "Paghiamo 2.650,00 € a 4 persone per novembre 2026" in text
    for who in (w.officer, w.manager, w.director):
        assert who.full_name in text
    assert run.lines_hash in text.replace(" ", "")


def test_the_list_says_no_isee_and_no_whole_account(paid):
    _w, cases, run = paid
    text = text_of(run.files.get(kind="list").stored)
    for case in cases.values():
        assert case.iban not in text
        assert f"…{case.iban[-4:]}" in text
    assert "18.400" not in text
    assert "104" not in text


def test_a_letter_is_one_page_and_goes_into_the_case(paid):
    _w, cases, run = paid
    for case in cases.values():
        stored = run.files.get(kind="letter", application=case).stored
        pages = subprocess.run(
            ["pdfinfo", "-"], input=store.read(stored), capture_output=True, check=True
        ).stdout
        assert re.search(rb"Pages:\s+1\b", pages)
        assert case.documents.get(kind="letter").stored == stored


def test_the_decision_notice_of_an_award_says_amount_and_period(db):
    case = awarded(world())
    work(Job.objects.get(kind="decision_notice").pk)
    document = case.documents.get(kind=Document.Kind.DECISION)
    text = text_of(document.stored)
    assert document.is_health
    assert "Accogliamo la domanda" in text
    assert "400,00 € al mese, dal 1° novembre 2026 al 31 maggio 2027" in text


def test_the_papers_are_made_once(paid):
    _w, _cases, run = paid
    before = set(run.files.values_list("stored__sha256", flat=True))
    Job.objects.filter(pk=run.job_id).update(state="queued", finished_at=None)
    run.job.items.update(state="pending")
    Job.objects.filter(pk=run.job_id).update(done_count=0)
    work(run.job_id)
    assert set(run.files.values_list("stored__sha256", flat=True)) == before
    assert run.files.count() == 10


def test_a_long_list_is_kept_in_parts_found_by_one_code(db, monkeypatch):
    monkeypatch.setattr(
        payment_lists.PaymentList, "render", lambda _list: ([b"%PDF-1", b"%PDF-2"], "ABCD-EFGH")
    )
    w = world()
    awarded(w)
    run = make_run(w, state="issued")
    parts = run.files.filter(kind="list").order_by("part")
    assert [(one.part, one.stored.name, store.read(one.stored)) for one in parts] == [
        (1, "elenco-2026-11-parte-1-di-2.pdf", b"%PDF-1"),
        (2, "elenco-2026-11-parte-2-di-2.pdf", b"%PDF-2"),
    ]
    officer = enter(Client(), w.officer)
    page = said(officer.get("/pagamenti/2026-11/"))
    assert all(f"Elenco di liquidazione, parte {n}" in page for n in (1, 2))
    found = said(officer.get("/verifica/", {"codice": "ABCD-EFGH"}))
    assert "parte 1" in found
