"""The list as a file: exactly what is on the screen, typed, harmless, written in the access log."""

import csv
import hashlib
import io
import re
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import AccessLog
from applications import bulk_tasks, exports
from applications.models import Person
from jobs.models import Job
from jobs.tasks import run as work
from papers import store
from papers.models import StoredFile
from tests.applications.factories import assess_fully, make_case, make_draft
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


def rows_of(response):
    data = response.content
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def parts_of(response):
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def test_the_file_is_the_list_on_the_screen(client, w):
    make_case(w, "adele", status="assessing")
    make_draft(w, "sofia")
    make_draft(w, "nadia")
    enter(client, w.social_worker)
    query = "?vista=bozze&ordina=-persona"
    screen = [row["case"].person.tax_code for row in client.get(f"/pratiche/{query}").context["rows"]]
    head, *rows = rows_of(client.get(f"/pratiche/esporta.csv{query}"))
    assert [row[1] for row in rows] == screen
    assert head == [
        "Persona", "Codice fiscale", "Età", "Pratica", "Comune", "Stato", "Prossimo passo", "Scadenza", "ISEE",
        "Al mese", "Segue",
    ]  # fmt: skip
    one = client.get("/pratiche/esporta/?case=B2-2026-0001")
    assert one.context["count"] == 1


def test_columns_by_role(client, w):
    assess_fully(w, make_case(w, "adele", status="assessing"), sign=("social",))
    for user, money, health in (
        (w.social_worker, True, True),
        (w.officer, True, False),
        (w.nurse, False, True),
        (w.auditor, True, True),
    ):
        enter(client, user)
        plain = client.get("/pratiche/esporta.csv").content.decode()
        assert ("18400,00" in plain) is money, user
        assert "104" not in plain.replace("X104B", "")
        asked = client.get("/pratiche/esporta.csv?colonne=salute")
        if health:
            assert asked.headers["Location"] == "/pratiche/esporta/?colonne=salute"
            data = {"filtri": "colonne=salute", "formato": "csv", "motivo": ""}
            refused = client.post("/pratiche/esporta/", data)
            assert refused.status_code == 422
            assert "Scrivi perché ti servono" in refused.content.decode()
            given = client.post("/pratiche/esporta/", data | {"motivo": "Incontro con l’ASST"})
            assert "Legge 104/1992" in given.content.decode()
            assert AccessLog.objects.filter(user=user, reason="Incontro con l’ASST").count() == 2
        else:
            assert "104" not in asked.content.decode().replace("X104B", "")
        assert ("18400,00" in client.get("/pratiche/esporta.csv").content.decode()) is money


def test_a_spreadsheet_has_typed_cells_and_says_how_it_was_made(client, w):
    make_case(w, "adele", status="assessing")
    parts = parts_of(enter(client, w.social_worker).get("/pratiche/esporta.xlsx?stato=assessing"))
    sheet, book, words = (
        parts["xl/worksheets/sheet1.xml"],
        parts["xl/workbook.xml"],
        parts["xl/sharedStrings.xml"],
    )
    assert re.findall(r'<sheet name="([^"]+)"', book) == ["Pratiche", "Filtri usati"]
    assert 'state="frozen"' in sheet
    assert re.search(r'<c r="I2" s="\d+"><v>18400(\.00)?</v>', sheet)  # money is a number
    assert re.search(r'<c r="H2" s="\d+"><v>\d{5}</v>', sheet)  # a date is a date
    assert "Stato: In valutazione" in words
    assert "Giulia Tessari, Borgolungo" in words


FORMULAS = ("=HYPERLINK(1)", "+cmd", "-1+1", "@SUM(A1)", "\t=1", "\r=1")


def test_no_name_becomes_a_formula(client, w):
    case = make_draft(w, "adele")
    enter(client, w.social_worker)
    for name in FORMULAS:
        Person.objects.filter(pk=case.person_id).update(last_name=name)
        cell = rows_of(client.get("/pratiche/esporta.csv"))[1][0]
        assert cell[0] == "'"
        parts = parts_of(client.get("/pratiche/esporta.xlsx"))
        assert "<f>" not in parts["xl/worksheets/sheet1.xml"]


def test_the_access_log_has_the_file_and_every_person(client, w):
    cases = [make_case(w, "adele", status="assessing"), make_draft(w, "sofia")]
    response = enter(client, w.social_worker).get("/pratiche/esporta.csv")
    said = f"CSV, 2 righe, sha256 {hashlib.sha256(response.content).hexdigest()}"
    rows = AccessLog.objects.filter(user=w.social_worker, what=said)
    assert {row.subject_id for row in rows} == {None, *(case.person_id for case in cases)}
    assert "18400" not in said
    # opened cases are those opened: a file of the list is not among them
    assert "Brambati" not in client.get("/cerca/", headers={"HX-Request": "true"}).content.decode()


@pytest.fixture
def long_list(client, w, monkeypatch, django_capture_on_commit_callbacks):
    """A list too long to wait for, asked for and made by the worker."""
    monkeypatch.setattr(exports, "AT_ONCE", 1)
    make_case(w, "adele", status="assessing")
    make_draft(w, "sofia")
    enter(client, w.social_worker)
    response = client.get("/pratiche/esporta.xlsx?ordina=persona&q=ad")
    assert response.status_code == 200  # one row: at once
    response = client.get("/pratiche/esporta.xlsx?ordina=persona")
    job = Job.objects.get(kind=bulk_tasks.CASE_EXPORT)
    assert response.headers["Location"] == f"/pratiche/esporta/{job.pk}/?pagina=1"
    assert "q" not in job.args["query"]
    assert client.get(response.headers["Location"]).status_code == 200
    work(job.pk)
    return job


def test_a_long_list_is_made_in_the_background_and_kept_a_day(client, w, long_list):
    url = f"/pratiche/esporta/{long_list.pk}/"
    assert "L’elenco è pronto" in client.get(f"{url}?pagina=1").content.decode()
    data = b"".join(client.get(url)) if client.get(url).streaming else client.get(url).content
    assert data[:2] == b"PK"
    stored = StoredFile.objects.get(kind=bulk_tasks.CASE_EXPORT)
    assert AccessLog.objects.filter(what=f"XLSX, 2 righe, sha256 {stored.sha256}").count() == 3
    # nobody else's, whatever the role
    assert enter(client, w.manager).get(url).status_code == 404
    enter(client, w.social_worker)
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        enter(client, w.social_worker)
        assert client.get(url).status_code == 410
        assert store.path_of(stored.pk).exists()
        bulk_tasks.forget_exports()
    assert not store.path_of(stored.pk).exists()
    assert StoredFile.objects.filter(pk=stored.pk).exists()


def test_a_file_asked_for_in_a_role_that_ended_is_not_made(client, w, monkeypatch):
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    make_draft(w, "adele")
    enter(client, w.social_worker).get("/pratiche/esporta.csv")
    job = Job.objects.get(kind=bulk_tasks.CASE_EXPORT)
    w.social_worker.acting_as = None
    w.social_worker.save()
    work(job.pk)
    job.refresh_from_db()
    assert job.state == "failed"
    assert not StoredFile.objects.filter(kind=bulk_tasks.CASE_EXPORT).exists()
