"""Sending the application: once, complete, with a number."""

import pgtrigger
import pytest
import time_machine
from django.urls import reverse

from applications.models import Application, Call
from tests.applications.factories import NOW, complete, make_draft
from tests.applications.intake_pages import client_of

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
