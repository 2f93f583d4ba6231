import pytest
from django.test import Client

from accounts.actions import deactivate
from accounts.refusal import Refused
from tests.accounts.factories import make_ambito, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ambito():
    return make_ambito()


def page_of(user):
    return f"/utenti/{user.pk}/disattiva/"


def test_access_ends_at_the_next_click(client, ambito):
    worker = ambito.user("social_worker")
    other = signed_in(Client(), worker)
    assert other.get("/profilo/").status_code == 200
    client = signed_in(client, ambito.user("administrator"))
    page = client.get(page_of(worker))
    assert worker.full_name in page.content.decode()
    assert other.get("/profilo/").status_code == 200, "asking is not doing"
    assert client.post(page_of(worker)).headers["Location"] == "/uffici/"
    assert other.get("/profilo/").status_code == 302


def test_nobody_closes_their_own_access(client, ambito):
    administrator = ambito.user("administrator")
    answer = signed_in(client, administrator).post(page_of(administrator), follow=True)
    assert "Non puoi chiudere il tuo accesso" in answer.content.decode()
    administrator.refresh_from_db()
    assert administrator.is_active


def test_another_ambito_is_not_found(client, ambito):
    stranger = make_ambito("Altro").user("social_worker")
    assert signed_in(client, ambito.user("administrator")).post(page_of(stranger)).status_code == 404
    stranger.refresh_from_db()
    assert stranger.is_active


def test_only_administrators(client, ambito):
    worker, director = ambito.user("social_worker"), ambito.user("director")
    assert signed_in(client, director).post(page_of(worker)).status_code == 403
    with pytest.raises(Refused):
        deactivate(user=worker, by=director)
