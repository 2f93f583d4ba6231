"""Asking the family for documents: what is missing and by when."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from applications.actions.request_documents import request_documents
from applications.models import Application, Event
from tests.applications.factories import NOW, make_case
from tests.applications.intake_pages import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(w):
    return make_case(w, status="assessing")


def url(application):
    return reverse("applications:request_documents", args=[application.ref])


def test_the_case_waits_until_the_term(case, browser_of):
    assert browser_of.get(url(case)).status_code == 200
    response = browser_of.post(url(case), {"note": "Verbale L. 104", "due_on": "10/12/2026"})
    assert response.url == reverse("applications:case", args=[case.number])
    case = Application.objects.get()
    assert (case.status, case.documents_due_on) == ("waiting_docs", date(2026, 12, 10))
    assert Event.objects.filter(verb="request_documents").get().note == "Verbale L. 104"


def test_what_the_evidence_lacks_is_proposed_line_by_line(case, browser_of):
    def proposed():
        return browser_of.get(url(case)).context["form"].initial["note"].split("\n")

    case.person.isee_set.update(has_omissions=True)
    Application.objects.update(has_carer=True)
    assert proposed() == [
        "i documenti che spiegano le omissioni o difformità dell’attestazione ISEE", "il contratto dell’assistente",
    ]  # fmt: skip
    case.person.isee_set.update(valid_to=date(2026, 11, 17))
    assert proposed()[0] == "la nuova attestazione ISEE (quella che abbiamo è scaduta il 17/11/2026)"
    case.person.isee_set.all().delete()
    case.person.certificates.all().delete()
    assert proposed()[:2] == [
        "il verbale della Legge 104 o dell’indennità di accompagnamento",
        "l’attestazione ISEE",
    ]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"note": "", "due_on": "10/12/2026"}, "note", ""),
        ({"note": "Verbale", "due_on": "18/11/2026"}, "due_on", "dopo oggi"),
        ({"note": "Verbale", "due_on": "domani"}, "due_on", "Scrivi la data così"),
    ],
)
def test_bad_input_keeps_what_was_typed(case, browser_of, typed, field, words):
    response = browser_of.post(url(case), typed)
    assert words in " ".join(response.context["form"].errors[field])
    assert typed["due_on"] in response.content.decode()
    assert typed["note"] in response.content.decode()
    assert Application.objects.get().status == "assessing"


def test_a_second_press_is_a_sentence(w, case, browser_of):
    request_documents(application=case, by=w.social_worker, at=NOW, note="Verbale", due_on=date(2026, 12, 10))
    response = browser_of.post(url(case), {"note": "Verbale", "due_on": "10/12/2026"})
    assert response.status_code == 200
    assert "In attesa di documenti" in response.content.decode()
    assert Event.objects.filter(verb="request_documents").count() == 1


def test_only_who_writes_the_case(w, case):
    assert client_of(w.manager).get(url(case)).status_code == 403
    assert client_of(w.other_social_worker).get(url(case)).status_code == 404
