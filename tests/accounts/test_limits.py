"""What ends a session, and what no session opens."""

from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver

from accounts.models import Membership
from tests.accounts.factories import PASSWORD, make_ambito, make_office, make_user, signed_in

pytestmark = pytest.mark.django_db

INSIDE = "/profilo/"
MINUTE = 60


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-20 08:00:00+01:00", tick=False) as traveller:
        yield traveller


def test_idle_for_fifteen_minutes_ends_the_session(client, clock):
    signed_in(client, make_user())
    assert client.get(INSIDE).status_code == 200
    clock.shift(14 * MINUTE)
    assert client.get(INSIDE).status_code == 200
    clock.shift(15 * MINUTE)
    answer = client.get(INSIDE)
    assert answer.headers["Location"].startswith("/accedi/?next=")
    assert "_auth_user_id" not in client.session


def test_a_fragment_of_an_ended_session_sends_the_whole_page_to_sign_in(client, clock):
    signed_in(client, make_user())
    client.get(INSIDE)
    clock.shift(16 * MINUTE)
    assert client.get(INSIDE, headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/accedi/"


def test_eight_hours_end_the_session_of_who_never_stops(client, clock):
    signed_in(client, make_user())
    for _ in range(8 * 12):
        assert client.get(INSIDE).status_code == 200
        clock.shift(5 * MINUTE)
    assert client.get(INSIDE).status_code == 302


def test_limits_come_from_settings(client, clock, settings):
    settings.SESSION_IDLE_SECONDS = 5 * MINUTE
    signed_in(client, make_user())
    client.get(INSIDE)
    clock.shift(6 * MINUTE)
    assert client.get(INSIDE).status_code == 302


def test_a_disabled_person_loses_the_next_page(client):
    user = make_user()
    signed_in(client, user)
    assert client.get(INSIDE).status_code == 200
    user.is_active = False
    user.save()
    assert client.get(INSIDE).headers["Location"].startswith("/accedi/")


def test_a_disabled_person_with_the_right_password_is_told_whom_to_call(client):
    user = make_user(password=PASSWORD, is_active=False)
    answer = client.post("/accedi/", {"login": user.email, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/accedi/disattivato/"


def test_an_ended_membership_signs_out(client, clock):
    user = make_user(valid_to=date(2026, 11, 20))
    signed_in(client, user)
    assert client.get(INSIDE).status_code == 200
    clock.move_to("2026-11-21 00:00:01+01:00")
    client = signed_in(client, user)
    assert client.get(INSIDE).headers["Location"].startswith("/accedi/")


def test_an_ended_membership_falls_back_to_another_current_one(client, clock):
    user = make_user(valid_to=date(2026, 11, 19))
    other = make_office("municipality")
    Membership.objects.create(
        user=user, office=other, role="administrative_officer", valid_from=date(2026, 1, 1)
    )
    signed_in(client, user)
    assert client.get(INSIDE).status_code == 200
    user.refresh_from_db()
    assert (user.role.key, user.office) == ("administrative_officer", other)


def test_a_removed_membership_signs_out(client):
    user = make_user()
    signed_in(client, user)
    user.memberships.all().delete()
    assert client.get(INSIDE).status_code == 302


def our_pages():
    """Every path of this app without arguments, or with 1 for a number."""
    pages = []
    for pattern in get_resolver().url_patterns:
        module = getattr(pattern, "urlconf_module", None)
        if getattr(module, "__name__", "") in ("accounts.urls", "accounts.sign_in_urls"):
            for one in pattern.url_patterns:
                pages.append("/" + str(one.pattern).replace("<int:pk>", "1"))
    return sorted(page for page in pages if "(" not in page)


OPEN = {
    "/accedi/",
    "/accedi/codice/",
    "/accedi/disattivato/",
    "/accedi/recupero/",
    "/accedi/recupero/inviato/",
    "/accedi/recupero/fatto/",
}


def test_the_list_of_pages_is_not_empty():
    assert len(our_pages()) > 15


@pytest.mark.parametrize("address", our_pages())
def test_without_second_factor_no_page_opens(client, address):
    user = make_ambito().user("administrator", second_factor=False)
    client.force_login(user)
    answer = client.get(address)
    if address in OPEN | {"/profilo/sicurezza/app/"}:
        assert answer.status_code in (200, 302)
    elif address == "/esci/":
        assert answer.headers["Location"] == "/profilo/"
    else:
        assert answer.headers["Location"] == "/profilo/sicurezza/app/"


@pytest.mark.parametrize("address", our_pages())
def test_signed_out_no_page_opens(client, address):
    answer = client.get(address)
    if address in OPEN:
        assert answer.status_code in (200, 302)
    else:
        assert answer.headers["Location"].startswith("/accedi/")


def test_a_session_older_than_the_second_factor_ends(client):
    user = make_user()
    client.force_login(user)  # password alone, while the account has an app
    assert client.get(INSIDE).headers["Location"].startswith("/accedi/")
    assert "_auth_user_id" not in client.session


def test_pages_stay_in_no_cache(client):
    signed_in(client, make_user())
    assert client.get(INSIDE).headers["Cache-Control"] == "no-store, private"


def test_what_was_being_sent_when_the_session_ended_is_kept_for_that_person(clock):
    client, ambito = Client(enforce_csrf_checks=True), make_ambito()
    user = ambito.user("social_worker")
    signed_in(client, user)
    token = str(client.get("/profilo/").context["csrf_token"])
    clock.shift(16 * MINUTE)
    paper = SimpleUploadedFile("verbale.pdf", b"%PDF-1.7")
    data = {"csrfmiddlewaretoken": token, "motivo": "Verbale della riunione", "password": "no", "file": paper}
    data |= {"chi": ["a", "b"]}
    answer = client.post("/pratiche/esporta/?colonne=salute", data)
    assert answer.headers["Location"] == "/accedi/?next=%2Friprendi%2F"
    assert "_auth_user_id" not in client.session
    assert b"Verbale" not in cache.get(f"left-typing-{user.pk}")  # enciphered where it is kept
    other = signed_in(Client(), ambito.user("social_worker"))
    assert other.get("/riprendi/").status_code == 302, "it is nobody else's"
    signed_in(client, user)
    page = client.get("/riprendi/")
    text = page.content.decode()
    assert "Verbale della riunione" in text
    assert 'value="no"' not in text
    assert "I file non restano: sceglili di nuovo in quella pagina (verbale.pdf)." in text
    assert [part in text for part in ('name="chi" value="a"', 'name="chi" value="b"')] == [True, True]
    sent = {"csrfmiddlewaretoken": str(page.context["csrf_token"]), "motivo": "Verbale", "left_typing": "1"}
    again = client.post("/riprendi/", sent)
    assert (again.status_code, again.headers["Location"]) == (307, "/pratiche/esporta/?colonne=salute")
    assert client.get("/riprendi/").status_code == 302, "once"


@pytest.mark.parametrize(
    ("path", "token"), [("/pratiche/esporta/", "x" * 64), ("/utenti/invita/", None), ("/riprendi/", None)]
)
def test_nothing_is_kept_without_our_token_nor_of_other_pages(clock, path, token):
    client, user = Client(enforce_csrf_checks=True), make_ambito().user("administrator")
    signed_in(client, user)
    good = str(client.get("/profilo/").context["csrf_token"])
    clock.shift(16 * MINUTE)
    assert client.post(path, {"csrfmiddlewaretoken": token or good, "motivo": "x"}).status_code == 302
    assert cache.get(f"left-typing-{user.pk}") is None
