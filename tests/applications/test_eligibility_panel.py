"""The live panel beside the form: it looks ahead with the same rules, and saves nothing."""

from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from applications.models import Certificate, Event, Isee
from tests.applications.factories import NOW, complete, make_draft
from tests.applications.intake_pages import sent_back, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_panel_looks_ahead_and_saves_nothing(w, browser_of):
    case = complete(make_draft(w))
    panel = reverse("applications:eligibility_panel", args=[case.ref])
    assert "Può avere diritto" in browser_of.get(panel).content.decode()
    posted = sent_back(browser_of.get(url(case, "requisiti"))) | {"isee-0-value": "25.000,01"}
    answer = browser_of.post(panel, posted).content.decode()
    assert "Non ha diritto" in answer
    assert "Puoi inviare lo stesso" in answer
    assert Isee.objects.get().value == Decimal("18400.00")
    assert not Event.objects.filter(application=case, verb="edit").exists()
    assert "Può avere diritto" in browser_of.post(panel, {**posted, "isee-0-value": "abc"}).content.decode()


def test_a_panel_that_comes_after_its_step_was_saved_shows_what_is_saved(w, browser_of):
    case = complete(make_draft(w))
    panel = reverse("applications:eligibility_panel", args=[case.ref])
    posted = sent_back(browser_of.get(url(case, "requisiti")))
    new = {"kind": "care_allowance", "verification": "declared", "pending": "on", "receipt": "1", "id": ""}
    late = posted | {f"certificates-1-{name}": value for name, value in new.items()}
    late["certificates-TOTAL_FORMS"] = "2"
    Certificate.objects.create(person=case.person, kind="care_allowance", pending=True, receipt="1")
    answer = browser_of.post(panel, late)
    assert answer.status_code == 200
    assert "Può avere diritto" in answer.content.decode()


def test_the_panel_names_what_is_missing(draft, browser_of):
    page = browser_of.get(reverse("applications:eligibility_panel", args=[draft.ref])).content.decode()
    assert "Mancano" in page
    assert url(draft, "requisiti") in page
