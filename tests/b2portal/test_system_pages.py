"""Each page of trouble, really provoked: the right status, a code, a sentence in Italian, a way on."""

import re

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import path, reverse

from b2portal.errors import conflict
from b2portal.urls import handler400, handler403, handler404, handler500  # noqa: F401
from b2portal.urls import urlpatterns as real
from tests.applications.factories import make_case, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError


def stale(request):
    return conflict(request, sentence="Paola Riboldi ha cambiato questo campo.", back_url="/pratiche/")


urlpatterns = [*real, path("rotto/", broken), path("cambiato/", stale)]


def says(response, status, words):
    text = response.content.decode()
    assert response.status_code == status
    assert words in text
    assert re.search(r'<b class="b cf">[2-9A-HJ-NP-Z]{4}</b>', text), "no code"
    assert re.search(r'class="btn [^"]*" href="/', text), "no way on"


def test_not_there_and_not_for_the_role(client):
    w = world()
    case = make_case(w, status="assessing")
    enter(client, w.other_social_worker)
    says(client.get(reverse("applications:case", args=[case.ref])), 404, "Questa pagina non c")
    says(client.get(reverse("accounts:access_log")), 403, "Il tuo ruolo")
    says(client.get("/guida/inventata/"), 404, "unita")


def test_a_stale_form():
    client = Client(enforce_csrf_checks=True)
    says(client.post(reverse("account_login"), {"login": "x", "password": "y"}), 403, "Il modulo")


@override_settings(ROOT_URLCONF=__name__)
def test_our_fault(client):
    w = world()
    enter(client, w.manager)
    client.raise_request_exception = False
    says(client.get("/rotto/"), 500, "Qualcosa si è rotto")


@override_settings(ROOT_URLCONF=__name__)
def test_somebody_changed_it_and_an_address_that_makes_no_sense(client):
    w = world()
    enter(client, w.manager)
    text = client.get("/cambiato/")
    says(text, 409, "Paola Riboldi ha cambiato questo campo.")
    assert 'href="/pratiche/"' in text.content.decode()
    says(client.get("/pratiche/?q=%00"), 400, "indirizzo")


def test_the_notice_of_no_connection_is_on_every_page_and_hidden(client):
    w = world()
    enter(client, w.manager)
    page = client.get(reverse("applications:list")).content.decode()
    assert re.search(r'id="offline" role="alert" hidden', page)
    assert "Connessione assente" in page


def test_closed_for_work(client, settings):
    settings.MAINTENANCE_UNTIL = "18:30"
    response = client.get("/")
    says(response, 503, "Contiamo di tornare alle 18:30.")
    assert response["Retry-After"] == "300"
    assert client.get("/healthz").status_code == 200


def test_too_many_attempts(client):
    cache.clear()
    for _attempt in range(6):
        response = client.post(
            reverse("account_login"), {"login": "nessuno@b2.example", "password": "sbagliata"}
        )
    says(response, 429, "Troppi tentativi")
