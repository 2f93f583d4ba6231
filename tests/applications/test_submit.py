"""Sending the application: once, complete, with a number."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pgtrigger
import pikepdf
import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from accounts.refusal import Refused
from applications import tasks
from applications.actions.submit import submit
from applications.models import Application, Call
from applications.receipt_letters import receipt
from jobs.models import JobItem
from papers import store
from tests.applications.factories import NOW, PEOPLE, complete, make_draft, world
from tests.applications.intake_pages import client_of
from tests.applications.test_letters import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def url(application):
    return reverse("applications:submit", args=[application.ref])


def test_gives_the_number_and_says_it(w, browser_of):
    case = complete(make_draft(w))
    assert "Invia la domanda" in browser_of.get(url(case)).content.decode()
    response = browser_of.post(url(case), follow=True)
    assert "Fatto. La domanda ha il numero B2-2026-0001" in response.content.decode()
    case = Application.objects.get()
    assert (case.number, case.status, case.submitted_by) == ("B2-2026-0001", "assessing", w.social_worker)


def test_a_second_press_finds_the_number_already_given(w, browser_of):
    case = complete(make_draft(w))
    browser_of.post(url(case))
    response = browser_of.post(url(case), follow=True)  # the address still has the code of the draft
    assert "è già inviata: ha il numero B2-2026-0001" in response.content.decode()
    assert Call.objects.get().last_number == 1


def test_what_is_missing_comes_first_and_stops_it(w, browser_of):
    case = make_draft(w)
    page = browser_of.get(url(case)).content.decode()
    assert 'aria-disabled="true"' in page
    assert reverse("applications:step", args=[case.ref, "riscossione"]) in page
    response = browser_of.post(url(case))
    assert response.status_code == 200
    assert 'aria-disabled="true"' in response.content.decode()
    assert Application.objects.get().number is None


def test_a_closed_call_takes_no_application(w, browser_of):
    case = complete(make_draft(w))
    with pgtrigger.ignore("applications.Call:published_call_stands"):
        Call.objects.update(closes_at=NOW)
    assert "Avviso" in browser_of.post(url(case)).content.decode()
    assert Application.objects.get().status == "draft"
    assert Call.objects.get().last_number == 0


def test_another_office_does_not_find_it(w):
    case = complete(make_draft(w))
    assert client_of(w.other_social_worker).post(url(case)).status_code == 404
    assert client_of(w.manager).post(url(case)).status_code == 403
    assert Application.objects.get().number is None


def test_twenty_at_once_leave_no_gap(transactional_db):
    w = world()
    cases = [complete(make_draft(w, who)) for who in PEOPLE]
    bare = world("altravalle", "B2-ALTRO")
    everyone = [*cases, *(make_draft(bare, who) for who in PEOPLE)]  # the second ten miss everything

    def send(case):
        try:
            return submit(application=case, by=case.created_by, at=NOW).number
        except Refused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        numbers = list(pool.map(send, everyone))
    assert sorted(filter(None, numbers)) == [f"B2-2026-{n:04d}" for n in range(1, len(PEOPLE) + 1)]
    assert Call.objects.get(number_prefix="B2-2026").last_number == len(PEOPLE)
    assert Call.objects.get(number_prefix="B2-ALTRO").last_number == 0


def test_the_receipt_says_the_number_and_what_may_still_come(w, browser_of, settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path
    case = complete(make_draft(w), isee=None)
    assert "aria-disabled" in browser_of.get(url(case)).content.decode()
    with pgtrigger.ignore("applications.Call:published_call_stands"):
        Call.objects.update(late_days=30)
    assert "può arrivare entro 30 giorni" in browser_of.get(url(case)).content.decode()
    browser_of.post(url(case))
    case = Application.objects.get()
    assert (case.status, case.documents_due_on) == ("assessing", date(2026, 12, 18))
    item = JobItem.objects.get(job__kind="receipt")
    tasks.make_receipt(item)
    tasks.make_receipt(item)
    document = case.documents.get()
    text = store.read(document.stored)
    with pikepdf.open(io.BytesIO(text)) as pdf:
        assert str(pdf.Root.Lang) == "it"
        assert len(pdf.pages) == 1
    said = receipt(case, **{"later": item.args["later"], "due_on": date(2026, 12, 18)}).context
    assert said["later"] == ["l’attestazione ISEE"]
    case.person.certificates.update(pending=True, recognised_on=None)
    paper = receipt(Application.objects.get(), later=[], due_on=None)
    assert "Aspettiamo ancora l’esito dell’INPS per: Legge 104/1992, art. 3 c. 3" in words_of(paper)
    assert "Non manca" not in words_of(paper)
    assert document.stored.sha256 == hashlib.sha256(text).hexdigest()
