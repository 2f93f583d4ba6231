"""The documents have come: the case goes on."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from applications.actions.request_documents import request_documents
from applications.models import Application, Event
from tests.applications.factories import NOW, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(w):
    return make_case(w, status="assessing")


def url(application):
    return reverse("applications:receive_documents", args=[application.ref])


def test_the_case_goes_back_to_the_assessment(w, case, browser_of):
    request_documents(application=case, by=w.social_worker, at=NOW, note="Verbale", due_on=date(2026, 12, 10))
    assert browser_of.get(url(case)).status_code == 200
    response = browser_of.post(url(case), {"note": "Verbale arrivato"})
    assert response.url == reverse("applications:case", args=[case.number])
    case = Application.objects.get()
    assert (case.status, case.documents_due_on) == ("assessing", None)
    assert Event.objects.filter(verb="receive_documents").get().note == "Verbale arrivato"


def test_a_case_that_waits_for_nothing_says_so(case, browser_of):
    assert "In valutazione" in browser_of.get(url(case)).content.decode()
    response = browser_of.post(url(case), {"note": "Verbale"})
    assert response.status_code == 200
    assert not Event.objects.filter(verb="receive_documents").exists()
