"""An office's own list becomes drafts: tried first, all or nothing, twice the same as once, and only in one's scope."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from accounts.refusal import Refused
from applications import handlers
from applications.models import Application, Event, ImportBatch, ImportedRow, Isee, Person
from jobs.models import JobItem
from papers import tables
from tests.applications.factories import IBAN, NOW, PEOPLE, make_draft
from tests.applications.intake_pages import client_of

pytestmark = pytest.mark.django_db

HEADINGS = ["N.", "Comune", "Codice fiscale", "Cognome", "Nome", "ISEE", "Tipo ISEE", "Data ISEE", "Scadenza ISEE",
            "Caregiver", "Cognome caregiver", "Nome caregiver", "Parentela", "IBAN", "Intestatario"]  # fmt: skip


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def row(number, who="adele", **changes):
    code, last, first, _born, _sex = PEOPLE[who]
    values = {
        "N.": number, "Comune": "Borgolungo", "Codice fiscale": code, "Cognome": last, "Nome": first, "ISEE": 18400.5,
        "Tipo ISEE": "ISEE sociosanitario", "Data ISEE": NOW.date().replace(month=1), "Scadenza ISEE": "31/12/2026",
        "Caregiver": "sì", "Cognome caregiver": "Ferrandi", "Nome caregiver": "Laura", "Parentela": "figlia",
        "IBAN": IBAN, "Intestatario": f"{first} {last}",
    } | changes  # fmt: skip
    return [values[heading] for heading in HEADINGS]


def xlsx(*rows):
    book = openpyxl.Workbook()
    for one in (HEADINGS, *rows):
        book.active.append(one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(client, data, name="elenco.xlsx"):
    call = client.get(reverse("applications:imports")).context["form"].fields["call"].queryset.get()
    response = client.post(
        reverse("applications:imports"), {"call": call.pk, "file": SimpleUploadedFile(name, data)}
    )
    assert response.status_code == 302, response.context["form"].errors
    return ImportBatch.objects.latest("pk")


def work(batch):
    """What the worker does with the last job of the batch."""
    item = JobItem.objects.filter(job__kind="case_import", key=str(batch.pk)).latest("pk")
    handlers.import_cases(item)
    batch.refresh_from_db()
    return batch


def press(client, batch, button):
    url = reverse("applications:import_batch", args=[batch.pk])
    chosen = {f"column-{column}": code for code, column in batch.mapping.items()} if button == "try" else {}
    return client.post(url, {button: "1", **chosen})


def tried(client, batch):
    assert press(client, batch, "try").status_code == 302
    return work(batch)


def test_a_list_becomes_drafts_once(w):
    officer = client_of(w.officer)
    batch = upload(officer, xlsx(row(1), row(2, "renato", Comune="Torrealba")))
    assert len(batch.mapping) == len(HEADINGS)
    assert tried(officer, batch).state == "checked"
    assert not Application.objects.exists()
    assert not Person.objects.exists()
    press(officer, batch, "apply")
    assert work(batch).state == "applied"
    assert batch.rows == []
    case = Application.objects.get(person__tax_code=PEOPLE["adele"][0])
    assert (case.status, case.iban, case.case_manager, case.created_by) == ("draft", IBAN, None, w.officer)
    assert (str(case.person.isee_set.get().value), case.caregivers.get().relation) == ("18400.50", "figlia")
    assert case.person.birth_date == PEOPLE["adele"][3]
    assert Application.objects.get(person__tax_code=PEOPLE["renato"][0]).municipality == w.other_municipality
    events = Event.objects.count()
    again = upload(officer, xlsx(row(1, ISEE=99), row(2, "renato", Comune="Torrealba")))
    assert again.mapping == batch.mapping
    assert tried(officer, again).report["known"] == 2
    press(officer, again, "apply")
    work(again)
    assert (Application.objects.count(), ImportedRow.objects.count(), Event.objects.count()) == (2, 2, events)
    assert {str(one.value) for one in Isee.objects.all()} == {"18400.50"}


def test_one_wrong_cell_and_nothing_is_written(w):
    officer = client_of(w.officer)
    bad = row(2, "renato", **{"ISEE": "diciotto", "Data ISEE": "31/02/2026"})
    batch = tried(
        officer, upload(officer, xlsx(row(1), bad, row(1, "carla"), row(4, "fausto", Comune="Milano")))
    )
    assert batch.state == "refused"
    found = {(one["row"], one["column"]): one["sentence"] for one in batch.report["errors"]}
    assert set(found) == {(3, "ISEE"), (3, "Data ISEE"), (4, "N."), (5, "Comune")}
    assert "per esempio 1.142,60" in found[3, "ISEE"]
    assert not Application.objects.exists()
    page = officer.get(reverse("applications:import_batch", args=[batch.pk])).content.decode()
    assert "riga 3, colonna ISEE:" in page
    assert press(officer, batch, "apply").status_code == 302  # refused: the trial has not passed
    batch.refresh_from_db()
    assert batch.state == "refused"
    report = officer.get(reverse("applications:import_report", args=[batch.pk])).content.decode()
    assert report.startswith("\ufeffRiga;Colonna;Risultato")


def test_every_wrong_cell_of_a_row_is_named_at_once(w):
    officer = client_of(w.officer)
    cells = {"Comune": "Milano", "Codice fiscale": "XXX", "ISEE": "diciotto", "IBAN": "IT00X"}
    batch = tried(officer, upload(officer, xlsx(row(1, **cells))))
    assert {one["column"] for one in batch.report["errors"]} == set(cells)
    assert not Application.objects.exists()
    assert not Person.objects.exists()


def test_a_datum_that_no_column_gives_is_said_once_with_its_name(w):
    officer = client_of(w.officer)
    batch = upload(officer, xlsx(row(1), row(2, "renato")))
    url = reverse("applications:import_batch", args=[batch.pk])
    left = {
        code: column for code, column in batch.mapping.items() if code not in ("isee_issued", "isee_valid_to")
    }
    officer.post(url, {"try": "1", **{f"column-{column}": code for code, column in left.items()}})
    work(batch)
    assert {one["sentence"].split(",")[0] for one in batch.report["errors"]} == {
        "Nessuna colonna dà «ISEE rilasciato il»", "Nessuna colonna dà «ISEE valido fino al»",
    }  # fmt: skip
    page = officer.get(url).content.decode()
    assert "serve in 2 righe" in page
    assert "riga :" not in page


def test_a_formula_and_somebody_with_a_case_are_refused(w):
    make_draft(w)
    officer = client_of(w.officer)
    formula = row(2, "renato", ISEE="=1+1", IBAN="IT00", **{"Codice fiscale": "=A1"})
    batch = tried(officer, upload(officer, xlsx(row(1), formula, row(1, IBAN="IT00"))))
    words = [(one["row"], one["column"], one["sentence"]) for one in batch.report["errors"]]
    assert "ha già la pratica" in words[0][2]
    # a formula, or a key that is there twice, hides no other error of its row, and is said once
    assert {column: "formula" in said for number, column, said in words if number == 3} == {
        "Codice fiscale": True, "ISEE": True, "IBAN": False,
    }  # fmt: skip
    assert [column for number, column, _said in words if number == 4][:1] == ["N."]
    assert {"IBAN", "Codice fiscale"} <= {column for number, column, _said in words if number == 4}
    assert Application.objects.count() == 1


def test_killed_in_the_middle_it_leaves_nothing_and_can_go_on(w, monkeypatch):
    officer = client_of(w.officer)
    batch = tried(officer, upload(officer, xlsx(row(1), row(2, "renato"))))
    press(officer, batch, "apply")
    real, calls = handlers.create, []

    def dies(**kwargs):
        calls.append(1)
        if len(calls) == 2:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
        return real(**kwargs)

    monkeypatch.setattr(handlers, "create", dies)
    with pytest.raises(Exception, match="division by zero"):
        work(batch)
    assert not Application.objects.exists()
    assert not ImportedRow.objects.exists()
    monkeypatch.setattr(handlers, "create", real)
    assert work(batch).state == "applied"
    assert Application.objects.count() == 2


def test_csv_as_excel_in_italian_saves_it(w):
    officer = client_of(w.officer)
    code, last, first, _born, _sex = PEOPLE["adele"]
    text = f"Comune;Codice fiscale;Cognome;Nome;Indirizzo\r\nBorgolungo;{code};{last};{first};Località Càsa 1\r\n"
    batch = tried(officer, upload(officer, text.encode("cp1252"), "elenco.csv"))
    assert batch.state == "checked"
    press(officer, batch, "apply")
    work(batch)
    assert Person.objects.get().address == "Località Càsa 1"


def test_a_column_twice_or_missing_is_said(w):
    officer = client_of(w.officer)
    batch = upload(officer, xlsx(row(1)))
    url = reverse("applications:import_batch", args=[batch.pk])
    page = officer.post(url, {"try": "1", "column-0": "iban", "column-1": "iban"}).content.decode()
    assert "Un’altra colonna" in page
    assert "Codice fiscale" in page
    assert ImportBatch.objects.get().state == "mapping"


def test_another_office_and_other_roles_see_nothing(w):
    batch = upload(client_of(w.officer), xlsx(row(1)))
    url = reverse("applications:import_batch", args=[batch.pk])
    assert client_of(w.social_worker).get(url).status_code == 403
    assert client_of(w.manager).get(url).status_code == 200
    assert client_of(w.manager).get(reverse("applications:imports")).status_code == 200


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


def with_part(name, data):
    out = io.BytesIO(xlsx(row(1)))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped(xl__workbook=b"0" * 20_000_000), "molto più grande dentro che fuori"),
        (with_part("xl/extra.xml", LAUGHS), "molto più grande dentro che fuori"),
        (with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), "altri file"),
        (with_part("xl/vbaProject.bin", b"x"), "macro"),
        (b"PK\x03\x04 no", "non si apre"),
        (b"%PDF-1.4", "Excel"),
        (b"", "intestazioni"),
        (b"a;b\r\n" + b"1;2\r\n" * 2001, "2000 righe"),
        (b";".join(b"c" for _ in range(61)) + b"\r\n" + b";".join(b"1" for _ in range(61)), "60 colonne"),
        (b"a" * (5 * 1024 * 1024 + 1), "5 MB"),
    ],
    ids=["zip bomb", "laughs", "links", "macros", "cut", "pdf", "empty", "rows", "columns", "weight"],
)  # fmt: skip
def test_a_file_that_is_a_trap_is_a_sentence(data, words):
    with pytest.raises(Refused) as refusal:
        tables.read(SimpleUploadedFile("elenco.xlsx", data))
    assert words in refusal.value.sentence


def test_a_cell_far_away_is_refused_before_the_rows_between_are_read():
    book = openpyxl.Workbook()
    book.active.append(["Comune", "Nome"])
    book.active["A2"], book.active["XFD1048576"] = "Borgolungo", "x"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Refused, match="2000 righe"):
        tables.read(SimpleUploadedFile("elenco.xlsx", out.getvalue()))


def test_the_example_of_the_page_is_imported_as_it_is_and_is_the_one_in_the_docs(w):
    officer = client_of(w.officer)
    file = officer.get(reverse("applications:import_example"))
    kept = (Path(__file__).parents[2] / "docs/examples/elenco-pratiche.csv").read_bytes()
    assert file.content == kept
    batch = tried(officer, upload(officer, file.content, "elenco-pratiche.csv"))
    assert batch.report["errors"] == []
    assert len(batch.mapping) == len(batch.headers)
    press(officer, batch, "apply")
    assert work(batch).state == "applied"
    assert Application.objects.count() == 2


def test_a_row_that_disagrees_with_its_code_is_said_and_goes_in(w):
    officer = client_of(w.officer)
    code, last, _first, _born, _sex = PEOPLE["adele"]
    text = (
        f"Comune;Codice fiscale;Cognome;Nome;Data di nascita\r\nBorgolungo;{code};{last};Adele;21/07/1948\r\n"
    )
    batch = tried(officer, upload(officer, text.encode(), "elenco.csv"))
    assert batch.state == "checked"
    page = officer.get(reverse("applications:import_batch", args=[batch.pk])).content.decode()
    assert "tu hai scritto 21/07/1948" in page
