"""The way in, walked as a person walks it: password page, code page, inside."""

import re

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axes.models import AccessAttempt
from django.core import mail
from django.urls import NoReverseMatch, reverse

from accounts import actions
from accounts.second_factor import next_code
from tests.accounts.factories import PASSWORD, make_ambito, make_user, signed_in

pytestmark = pytest.mark.django_db

SIGN_IN = "/accedi/"
CODE = "/accedi/codice/"
INSIDE = "/profilo/"


def give_password(client, email, password=PASSWORD, **extra):
    return client.post(SIGN_IN, {"login": email, "password": password}, **extra)


def give_code(client, code):
    return client.post(CODE, {"code": code})


@pytest.fixture
def user():
    return make_user(password=PASSWORD)


def test_password_then_code_opens_the_portal(client, user):
    client.get(SIGN_IN)
    before = client.session.session_key
    answer = give_password(client, user.email.upper())
    assert answer.headers["Location"] == CODE
    assert client.get(INSIDE).status_code == 302, "the password alone opened a page"
    answer = give_code(client, next_code(user))
    assert answer.status_code == 302
    assert client.session.session_key != before
    assert client.get(INSIDE).status_code == 200


def test_next_page_is_kept(client, user):
    answer = client.get(INSIDE)
    assert answer.headers["Location"] == f"{SIGN_IN}?next={INSIDE}"
    client.post(answer.headers["Location"], {"login": user.email, "password": PASSWORD})
    assert give_code(client, next_code(user)).headers["Location"] == INSIDE


@pytest.mark.parametrize(("role", "first_page"), [("social_worker", "/"), ("administrator", "/uffici/")])
def test_each_role_starts_on_a_page_it_may_open(client, role, first_page):
    user = make_user(role=role, password=PASSWORD)
    client.post(f"{SIGN_IN}?next=/", {"login": user.email, "password": PASSWORD})
    assert give_code(client, next_code(user)).headers["Location"] == first_page


def test_wrong_pair_has_one_answer_for_known_and_unknown(client, user):
    def told(email):
        page = give_password(client, email, "not the password").content.decode()
        return re.sub(r'value="[^"]*"', "", page)

    known, unknown = told(user.email), told("nobody@example.test")
    assert "Email o password non corrette" in known
    assert known == unknown


def test_wrong_code_is_refused(client, user):
    give_password(client, user.email)
    wrong = f"{(int(next_code(user)) + 1) % 1_000_000:06}"
    assert give_code(client, wrong).status_code == 200
    assert client.get(INSIDE).status_code == 302


def test_the_same_code_does_not_work_twice(client, user):
    with time_machine.travel("2026-11-20 10:00:00+01:00", tick=False):
        code = next_code(user)
        give_password(client, user.email)
        assert give_code(client, code).status_code == 302
        client.post("/esci/")
        give_password(client, user.email)
        assert give_code(client, code).status_code == 200, "replayed"
        assert give_code(client, next_code(user)).status_code == 302


def test_a_code_with_spaces_pasted_from_the_app_works(client, user):
    give_password(client, user.email)
    code = next_code(user)
    assert give_code(client, f" {code[:3]} {code[3:]} ").status_code == 302


def test_a_reserve_code_works_once(client, user):
    code = user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    give_password(client, user.email)
    assert give_code(client, code).status_code == 302
    client.post("/esci/")
    give_password(client, user.email)
    assert give_code(client, code).status_code == 200


def test_five_wrong_passwords_wait_fifteen_minutes_and_only_there(client, user):
    with time_machine.travel("2026-11-20 10:00:00+01:00", tick=False) as clock:
        answers = [give_password(client, user.email, "wrong").status_code for _ in range(5)]
        assert answers == [200, 200, 200, 200, 429]
        locked = give_password(client, user.email)
        assert locked.status_code == 429
        assert "15" in locked.content.decode()
        assert give_password(client, user.email, REMOTE_ADDR="10.9.8.7").headers["Location"] == CODE
        clock.shift(15 * 60 + 1)
        assert give_password(client, user.email).headers["Location"] == CODE


def test_an_unknown_account_is_throttled_alike(client, db):
    answers = [give_password(client, "nobody@example.test", "wrong").status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]


def test_five_wrong_codes_wait_too_and_the_password_does_not_forgive_them(client, user):
    with time_machine.travel("2026-11-20 10:00:00+01:00", tick=False) as clock:
        wrong = f"{(int(next_code(user)) + 1) % 1_000_000:06}"
        give_password(client, user.email)
        assert [give_code(client, wrong).status_code for _ in range(5)] == [200, 200, 200, 200, 429]
        give_password(client, user.email)
        assert give_code(client, next_code(user)).status_code == 429
        clock.shift(15 * 60 + 1)
        give_password(client, user.email)
        assert give_code(client, next_code(user)).status_code == 302


def test_codes_are_limited_also_from_many_addresses(client, user):
    with time_machine.travel("2026-11-20 10:00:00+01:00", tick=False):
        wrong = f"{(int(next_code(user)) + 1) % 1_000_000:06}"
        for number in range(5):
            give_password(client, user.email)
            for _ in range(4):
                client.post(CODE, {"code": wrong}, REMOTE_ADDR=f"10.0.0.{number}")
        give_password(client, user.email)
        assert client.post(CODE, {"code": next_code(user)}, REMOTE_ADDR="10.0.0.99").status_code == 429


def test_nothing_typed_is_kept_in_clear_by_the_throttle(client, user):
    give_password(client, user.email, "almost-my-password")
    kept = AccessAttempt.objects.get()
    assert "almost-my-password" not in kept.post_data


def test_a_planted_session_id_is_useless(client, user, settings):
    client.get(SIGN_IN)
    planted = client.session.session_key
    give_password(client, user.email)
    give_code(client, next_code(user))
    client.cookies[settings.SESSION_COOKIE_NAME] = planted or "planted"
    assert client.get(INSIDE).status_code == 302


def test_sign_out_kills_the_session(client, user, settings):
    signed_in(client, user)
    old = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get("/esci/").status_code == 302
    assert client.get(INSIDE).status_code == 200, "a link alone must not sign out"
    client.post("/esci/")
    client.cookies[settings.SESSION_COOKIE_NAME] = old
    assert client.get(INSIDE).status_code == 302


def test_forgotten_password_ends_at_the_second_factor(client, user):
    client.post("/accedi/recupero/", {"email": user.email})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    page = client.get(link, follow=True)
    action = page.context["action_url"]
    new = "girasole lanterna tamburo nuvola"
    answer = client.post(action, {"password1": new, "password2": new})
    assert answer.status_code == 302
    assert client.get(INSIDE).status_code == 302, "the reset signed in"
    assert give_password(client, user.email, new).headers["Location"] == CODE
    assert "non funziona più" in client.get(link, follow=True).content.decode()


def test_forgotten_password_says_the_same_for_unknown(client, user):
    known = client.post("/accedi/recupero/", {"email": user.email})
    unknown = client.post("/accedi/recupero/", {"email": "nobody@example.test"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert len(mail.outbox) == 1


def test_nobody_signs_up():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert not get_adapter().is_open_for_signup(None)


def test_a_new_person_connects_the_app_and_gets_in(client):
    ambito = make_ambito()
    user = ambito.user("plan_manager", second_factor=False, password=PASSWORD)
    give_password(client, user.email)
    page = client.get(INSIDE)
    assert page.headers["Location"] == "/profilo/sicurezza/app/"
    secret = client.get(page.headers["Location"]).context["form"].secret
    assert client.post("/profilo/sicurezza/app/", {"code": "000000x"}).status_code == 200
    code = format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))
    answer = client.post("/profilo/sicurezza/app/", {"code": code}, follow=True)
    assert answer.redirect_chain[0][0] == reverse("mfa_view_recovery_codes")
    assert len(answer.context["unused_codes"]) == 10
    assert client.get(INSIDE).status_code == 200
    client.post("/esci/")
    give_password(client, user.email)
    assert give_code(client, code).status_code == 200, "the code of the activation was replayed"


def test_an_app_given_by_enrol_is_encrypted_at_rest(user):
    secret = actions.enrol(user=user)
    assert secret not in str(user.authenticator_set.get(type="totp").data)


@pytest.mark.parametrize("path", ["/profilo/sicurezza/codici/", "/profilo/sicurezza/app/cambia/"])
def test_security_pages_want_a_fresh_code(client, user, path):
    signed_in(client, user)
    answer = client.get(path)
    assert answer.headers["Location"] == f"/accedi/conferma/?next={path.replace('/', '%2F')}"
    answer = client.post(answer.headers["Location"], {"code": next_code(user)})
    assert answer.headers["Location"] == path
    assert client.get(path).status_code == 200


def test_making_new_reserve_codes_voids_the_old(client, user):
    old = user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()
    signed_in(client, user)
    client.post("/accedi/conferma/?next=/profilo/", {"code": next_code(user)})
    client.post("/profilo/sicurezza/codici/nuovi/")
    new = user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()
    assert not set(old) & set(new)


def test_after_disconnecting_the_app_only_connecting_is_possible(client, user):
    signed_in(client, user)
    client.post("/accedi/conferma/?next=/profilo/", {"code": next_code(user)})
    client.post("/profilo/sicurezza/app/cambia/")
    assert client.get(INSIDE).headers["Location"] == "/profilo/sicurezza/app/"
