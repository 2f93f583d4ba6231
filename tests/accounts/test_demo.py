"""Passwords and codes are on the pages in the demo, and nowhere else."""

import pytest

from accounts import demo
from accounts.second_factor import next_code
from tests.accounts.factories import make_ambito

pytestmark = pytest.mark.django_db
SECRET_WORDS = "parole mostrate solo qui"


@pytest.fixture
def people(settings):
    settings.DEMO_PASSWORD = SECRET_WORDS
    ambito = make_ambito()
    return [ambito.user(role, password=SECRET_WORDS) for role in ("social_worker", "director")]


def code_page(client, user):
    client.post("/accedi/", {"login": user.email, "password": SECRET_WORDS})
    return client.get("/accedi/codice/").content.decode()


def test_the_demo_shows_one_person_per_role_and_the_code(client, people, settings):
    settings.DEMO = True
    text = client.get("/accedi/").content.decode()
    assert "Solo demo" in text
    assert SECRET_WORDS in text
    assert all(user.email in text for user in people)
    text = code_page(client, people[0])
    assert "Solo demo" in text
    assert next_code(people[0]) in text


def test_in_the_demo_the_code_shown_works_also_right_after_another(client, people, settings):
    settings.DEMO = True
    for _ in range(2):
        code_page(client, people[0])
        assert client.post("/accedi/codice/", {"code": demo.code_hint(people[0])}).status_code == 302
        client.post("/esci/")


def test_outside_the_demo_nothing_is_shown(client, people, settings):
    settings.DEMO = False
    text = client.get("/accedi/").content.decode()
    assert SECRET_WORDS not in text
    assert not any(user.email in text for user in people)
    assert "demo" not in text.lower()
    text = code_page(client, people[0])
    assert next_code(people[0]) not in text
    assert "demo" not in text.lower()
    assert demo.sign_in_hints(None) == []
    assert demo.code_hint(people[0]) is None
