"""Two people in the same step: nothing typed is lost, and who decides is who saves last."""

import pytest
import time_machine

from applications.models import Application, Person
from tests.applications.factories import NOW, make_user
from tests.applications.intake_pages import client_of, save, sent_back, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_two_people_change_in_different_fields_goes_together(w, draft, browser_of):
    shown = browser_of.get(url(draft, "residenza"))
    save(client_of(w.social_worker), draft, "residenza", postal_code="25040")
    save(browser_of, draft, "consensi", consent_given_on="18/11/2026")
    posted = {**sent_back(shown), "address": "Via Nuova 3", "resident": "true"}
    assert browser_of.post(url(draft, "residenza"), posted).status_code == 302
    person = Person.objects.get()
    assert (person.address, person.postal_code) == ("Via Nuova 3", "25040")


def test_a_field_both_changed_is_chosen_by_name(w, draft, browser_of):
    colleague = make_user("paola@valserena.example", w.municipality, "social_worker", "Paola", "Riboldi")
    shown = browser_of.get(url(draft, "residenza"))
    save(client_of(colleague), draft, "residenza", address="Via Vecchia 1", postal_code="25040")
    posted = {**sent_back(shown), "address": "Via Nuova 3", "resident": "true"}
    response = browser_of.post(url(draft, "residenza"), posted)
    page = response.content.decode()
    assert "Paola Riboldi ha cambiato questo campo alle 10:00. Scegli quale tenere" in page
    assert "Via Nuova 3" in page
    assert "Via Vecchia 1" in page
    assert [one["name"] for one in response.context["reading"].conflicts] == ["address"]
    assert Person.objects.get().address == "Via Vecchia 1"
    unanswered = browser_of.post(url(draft, "residenza"), sent_back(response))
    assert "Scegli una delle due" in unanswered.content.decode()
    assert Person.objects.get().address == "Via Vecchia 1"
    for choice, kept in (("mine", "Via Nuova 3"), ("theirs", "Via Vecchia 1")):
        version = str(Application.objects.get().edit_version)
        answer = sent_back(response) | {"keep-address": choice, "version": version}
        assert browser_of.post(url(draft, "residenza"), answer).status_code == 302
        assert Person.objects.get().address == kept
    assert (Person.objects.get().postal_code, Application.objects.get().resident) == ("25040", True)


def test_rows_are_told_apart_by_their_key(w, draft, browser_of):
    def row(number, first_name, relation):
        names = {"last_name": "Ferrandi", "first_name": first_name, "relation": relation}
        return {f"members-{number}-{name}": value for name, value in names.items()}

    save(browser_of, draft, "nucleo", **row(0, "Piero", "marito"))
    shown = browser_of.get(url(draft, "nucleo") + "?altro=1")
    colleague = client_of(w.social_worker)
    added = colleague.get(url(draft, "nucleo") + "?altro=1")
    colleague.post(url(draft, "nucleo"), {**sent_back(added), **row(1, "Agata", "sorella")})
    posted = {**sent_back(shown), **row(1, "Zeno", "figlio"), "members-0-relation": "coniuge"}
    assert browser_of.post(url(draft, "nucleo"), posted).status_code == 302
    people = {(one.first_name, one.relation) for one in draft.person.household.all()}
    assert people == {("Piero", "coniuge"), ("Agata", "sorella"), ("Zeno", "figlio")}
    # the same page sent again, by the button of the browser, adds nobody
    assert browser_of.post(url(draft, "nucleo"), posted).status_code == 302
    assert draft.person.household.count() == 3


def test_a_row_the_other_took_away_comes_back_only_if_something_was_typed_in_it(w, draft, browser_of):
    names = {"last_name": "Ferrandi", "first_name": "Piero", "relation": "marito"}
    save(browser_of, draft, "nucleo", **{f"members-0-{name}": value for name, value in names.items()})
    untouched = sent_back(browser_of.get(url(draft, "nucleo")))
    save(client_of(w.social_worker), draft, "nucleo", **{"members-0-DELETE": "on"})
    assert browser_of.post(url(draft, "nucleo"), untouched).status_code == 302
    assert not draft.person.household.exists()
    assert (
        browser_of.post(url(draft, "nucleo"), {**untouched, "members-0-relation": "coniuge"}).status_code
        == 302
    )
    assert draft.person.household.get().relation == "coniuge"


def test_a_page_without_its_version_overwrites_nothing(draft, browser_of):
    shown = sent_back(browser_of.get(url(draft, "residenza"))) | {"address": "Via Nuova 3"}
    del shown["version"], shown["base"]
    assert browser_of.post(url(draft, "residenza"), shown).status_code == 200
    assert Person.objects.get().address == "Via delle Querce 14"
