"""The request that stops the clock: what arrived, the reminder, the letters, two people at once."""

import io
import threading
from datetime import date, datetime, timedelta

import pikepdf
import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from accounts.refusal import Refused
from applications import procedure, steps
from applications.actions.receive_documents import receive_documents
from applications.actions.remind_documents import remind_documents
from applications.actions.request_documents import request_documents
from applications.models import Application, Call, ClockStop, Document, DocumentRequest, Event
from applications.tasks import make_request_letter
from jobs.models import JobItem
from papers import store
from tests.applications.factories import NOW, ROME, TODAY, make_case
from tests.applications.intake_pages import client_of
from tests.applications.verb_pages import said

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 18)
ASKED = "Verbale L. 104\n- Attestazione ISEE"


@pytest.fixture(autouse=True)
def on_the_day(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(w):
    Call.objects.update(procedure_days=90)
    case = make_case(w, status="assessing")
    return request_documents(application=case, by=w.social_worker, at=NOW, note=ASKED, due_on=DUE)


def url(application):
    return reverse("applications:remind_documents", args=[application.ref])


def clock_on(case, on):
    fresh = Application.objects.with_people().get(pk=case.pk)
    return procedure.reading_of(fresh, on=on)


def later(days):
    return NOW + timedelta(days=days)


def test_the_clock_stops_and_goes_on(w, case, client):
    request = DocumentRequest.objects.get()
    assert [item.label for item in request.items.all()] == ["Verbale L. 104", "Attestazione ISEE"]
    assert clock_on(case, TODAY + timedelta(days=10)).stopped_since == TODAY
    page = said(client_of(w.social_worker).get(reverse("applications:case", args=[case.ref])))
    assert "Il termine è fermo dal 18/11/2026: restano 90 giorni." in page
    every = request.items.values_list("pk", flat=True)
    receive_documents(application=case, by=w.social_worker, at=later(10), arrived=every)
    request.refresh_from_db()
    assert (request.outcome, request.closed_by) == ("all", w.social_worker)
    assert ClockStop.objects.get().ends_on == TODAY + timedelta(days=10)
    # 90 days of the call and 10 standing still
    assert clock_on(case, TODAY + timedelta(days=20)).due_on == TODAY + timedelta(days=100)


def test_a_part_that_arrives_keeps_the_clock_still(w, case):
    first, _second = DocumentRequest.objects.get().items.all()
    page = reverse("applications:receive_documents", args=[case.ref])
    client_of(w.social_worker).post(page, {"arrived": [first.pk], "go_on": "no"})
    first.refresh_from_db()
    assert first.arrived_on == TODAY
    assert Application.objects.get().status == "waiting_docs"
    assert ClockStop.objects.get().ends_on is None
    nothing = client_of(w.social_worker).post(page, {"go_on": "no"})
    assert "Segna che cosa è arrivato" in said(nothing)
    client_of(w.social_worker).post(page, {"go_on": "yes"})
    assert DocumentRequest.objects.get().outcome == "some"
    assert Application.objects.get().status == "assessing"


def test_nothing_arrived_is_an_outcome_too(w, case):
    receive_documents(application=case, by=w.social_worker, at=later(31))
    assert DocumentRequest.objects.get().outcome == "none"


def test_the_reminder_is_a_task_on_its_day_and_once(w, case):
    def step_on(on):
        return steps.with_next_step(Application.objects.all(), user=w.social_worker, on=on).get().step

    on = TODAY + timedelta(days=7)
    assert [step_on(on - timedelta(days=1)), step_on(on)] == ["documents", "remind_documents"]
    assert "Verbale L. 104" in said(client_of(w.social_worker).get(url(case)))
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=ROME), tick=False):
        client_of(w.social_worker).post(url(case))
        assert "è già stata sollecitata" in said(client_of(w.social_worker).post(url(case)))
    assert step_on(on) == "documents"
    assert Event.objects.filter(verb="remind_documents").count() == 1
    assert client_of(w.manager).get(url(case)).status_code == 403
    assert client_of(w.other_social_worker).get(url(case)).status_code == 404


def test_the_letters_say_what_is_missing_and_are_kept_once(w, case):
    first = DocumentRequest.objects.get().items.first()
    first.arrived_on = TODAY
    first.save()
    remind_documents(application=case, by=w.social_worker, at=later(7))
    items = list(JobItem.objects.filter(job__kind="document_request").order_by("pk"))
    for item in [*items, *items]:
        make_request_letter(item)
    letter, reminder = Document.objects.filter(kind="request").order_by("added_at")
    assert (letter.is_health, letter.added_by) == (True, w.social_worker)
    with pikepdf.open(io.BytesIO(store.read(letter.stored))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "it"
    assert "sollecito" in reminder.stored.name


@pytest.mark.django_db(transaction=True)
def test_two_reminders_at_once_are_one(w):
    case = make_case(w, status="assessing")
    request_documents(application=case, by=w.social_worker, at=NOW, note=ASKED, due_on=DUE)
    gate, answers = threading.Barrier(2), []

    def press():
        gate.wait()
        try:
            remind_documents(application=case, by=w.social_worker, at=later(7))
            answers.append("done")
        except Refused as refusal:
            answers.append(str(refusal.sentence))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(one == "done" for one in answers) == [False, True]
    assert Event.objects.filter(verb="remind_documents").count() == 1
