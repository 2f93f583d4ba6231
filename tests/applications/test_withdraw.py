"""The family takes the application back."""

import pytest
import time_machine
from django.urls import reverse

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
    return reverse("applications:withdraw", args=[application.ref])


def test_the_case_closes_with_the_reason(case, browser_of):
    assert browser_of.get(url(case)).status_code == 200
    response = browser_of.post(url(case), {"note": "Entra in struttura", "told_on": "16/11/2026"})
    assert response.url == reverse("applications:case", args=[case.number])
    assert Application.objects.get().status == "closed"
    assert Event.objects.filter(verb="withdraw").get().note == "Entra in struttura"
    assert (
        Event.objects.get(verb="withdraw").data["happened_on"] == "2026-11-16"
    )  # told two days ago, known today


@pytest.mark.parametrize("note", ["", "   "])
def test_without_a_reason_nothing_happens(case, browser_of, note):
    response = browser_of.post(url(case), {"note": note})
    late = browser_of.post(url(case), {"note": "Rinuncia", "told_on": "19/11/2026"})
    assert "nel futuro" in late.content.decode()
    assert "Scrivi il motivo" in response.content.decode()
    assert Application.objects.get().status == "assessing"


def test_a_second_press_is_a_sentence(case, browser_of):
    browser_of.post(url(case), {"note": "Entra in struttura"})
    response = browser_of.post(url(case), {"note": "Entra in struttura"})
    assert response.status_code == 200
    assert "Chiusa" in response.content.decode()
    assert Event.objects.filter(verb="withdraw").count() == 1
