"""What is being typed is kept on the server, comes back, and never takes the place of what was saved."""

import pytest
import time_machine
from django.urls import reverse

from applications.models import Application, Event, Person, StepDraft
from tests.applications.factories import NOW, make_case
from tests.applications.intake_pages import client_of, save, sent_back, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def keep(client, case, step, data):
    return client.post(reverse("applications:autosave", args=[case.ref, step]), data)


def test_what_is_typed_is_kept_and_comes_back_right_or_wrong(draft, browser_of):
    typed = sent_back(browser_of.get(url(draft, "residenza"))) | {"address": "Via Nuo", "postal_code": "25"}
    answer = keep(browser_of, draft, "residenza", typed)
    assert answer.json() == {"saved": "Salvata alle 10:00", "warning": ""}
    assert Person.objects.get().address == "Via delle Querce 14"
    assert not Event.objects.filter(verb="edit").exists()
    page = browser_of.get(url(draft, "residenza")).content.decode()
    assert 'value="Via Nuo"' in page
    assert "non avevi salvato" in page
    assert "5 cifre" not in page  # nobody pressed save yet
    save(browser_of, draft, "residenza", address="Via Nuova 3", postal_code="25040")
    assert Person.objects.get().address == "Via Nuova 3"
    assert not StepDraft.objects.exists()


def test_it_can_be_thrown_away(draft, browser_of):
    typed = sent_back(browser_of.get(url(draft, "residenza"))) | {"address": "Via Nuova 3"}
    keep(browser_of, draft, "residenza", typed)
    browser_of.post(url(draft, "residenza"), {"then": "discard"})
    assert "Via Nuova 3" not in browser_of.get(url(draft, "residenza")).content.decode()


def test_a_request_that_comes_after_the_saving_leaves_nothing(draft, browser_of):
    typed = sent_back(browser_of.get(url(draft, "residenza"))) | {"address": "Via Nuova 3"}
    browser_of.post(url(draft, "residenza"), typed)
    assert keep(browser_of, draft, "residenza", typed).status_code == 200
    assert not StepDraft.objects.exists()


def test_a_half_typed_page_still_meets_what_a_colleague_saved(w, draft, browser_of):
    typed = sent_back(browser_of.get(url(draft, "residenza"))) | {"address": "Via Nuova 3"}
    keep(browser_of, draft, "residenza", typed)
    save(browser_of, draft, "consensi", consent_given_on="18/11/2026")
    assert "Giulia Tessari" in keep(browser_of, draft, "residenza", typed).json()["warning"]
    Person.objects.update(address="Via Vecchia 1")
    back = sent_back(browser_of.get(url(draft, "residenza")))
    assert "Via Vecchia 1" in browser_of.post(url(draft, "residenza"), back).content.decode()
    assert Person.objects.get().address == "Via Vecchia 1"


def test_only_the_one_who_typed_sees_it(w, draft, browser_of):
    keep(browser_of, draft, "residenza", {"address": "Via Nuova 3"})
    assert client_of(w.other_social_worker).get(url(draft, "residenza")).status_code == 404
    assert keep(client_of(w.other_social_worker), draft, "residenza", {"address": "x"}).status_code == 404
    assert keep(client_of(w.manager), draft, "residenza", {"address": "x"}).status_code == 403
    assert StepDraft.objects.get().saved_by == w.social_worker


def test_a_closed_case_and_an_endless_page_are_refused(w, draft, browser_of):
    assert keep(browser_of, draft, "residenza", {"address": "x" * 200_001}).status_code == 409
    case = make_case(w, who="renato", status="plan_review")
    answer = keep(browser_of, case, "residenza", {"address": "Via Nuova 3"})
    assert answer.status_code == 409
    assert answer.json()["refusal"]
    assert keep(browser_of, draft, "altro", {}).status_code == 404
    assert not StepDraft.objects.exists()
    assert Application.objects.count() == 2
