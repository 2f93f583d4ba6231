"""Keys of one letter can be switched off, by oneself and for oneself (WCAG 2.1.4)."""

import pytest

from accounts.models import User
from tests.applications.factories import world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


def test_the_switch_is_on_every_page(client):
    w = world()
    enter(client, w.social_worker)
    assert "data-keys-off" not in client.get("/lavoro/").content.decode()
    client.post("/profilo/tasti/", {"single_keys": "0"})
    assert "data-keys-off" in client.get("/lavoro/").content.decode()
    assert "Attiva i tasti" in client.get("/profilo/").content.decode()
    assert User.objects.filter(single_keys=False).count() == 1
    client.post("/profilo/tasti/", {"single_keys": "1"})
    assert "data-keys-off" not in client.get("/lavoro/").content.decode()
