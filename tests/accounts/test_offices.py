from datetime import date

import pytest

from tests.accounts.factories import make_ambito, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ambito():
    return make_ambito()


def test_the_tree_shows_offices_people_and_second_factors(client, ambito):
    with_app = ambito.user("social_worker", last_name="Conapp")
    without = ambito.user("asst_assessor", last_name="Senzapp", second_factor=False)
    gone = ambito.user("social_worker", last_name="Andata", valid_to=date(2020, 6, 1))
    stranger = make_ambito("Altro").user("social_worker", last_name="Estranea")
    page = signed_in(client, ambito.user("administrator")).get("/uffici/")
    text = page.content.decode()
    assert with_app.full_name in text
    assert "Da collegare" in text
    assert without.full_name in text
    assert gone.full_name not in text
    assert stranger.full_name not in text
    assert "Invita una persona" in text


def test_who_may_only_read_gets_no_buttons(client, ambito):
    text = signed_in(client, ambito.user("auditor")).get("/uffici/").content.decode()
    assert "Invita una persona" not in text
    assert "/disattiva/" not in text


def test_few_queries_however_many_people(client, ambito, django_assert_max_num_queries):
    for _ in range(10):
        ambito.user("social_worker", second_factor=False)
    client = signed_in(client, ambito.user("director"))
    client.get("/uffici/")
    with django_assert_max_num_queries(4):
        client.get("/uffici/")


@pytest.mark.parametrize("role", ["social_worker", "administrative_officer", "asst_assessor"])
def test_closed_to_other_roles(client, ambito, role):
    assert signed_in(client, ambito.user(role)).get("/uffici/").status_code == 403


def test_the_profile_shows_roles_and_reserve_codes(client, ambito):
    user = ambito.user("social_worker")
    text = signed_in(client, user).get("/profilo/").content.decode()
    assert "Assistente sociale" in text
    assert "10 codici di riserva" in text
