"""An invitation is a person with one role and a link that works once, for a day."""

import re
from datetime import date

import pytest
import time_machine
from django.core import mail

from accounts.actions import invite
from accounts.models import User
from accounts.refusal import Refused
from tests.accounts.factories import make_ambito, signed_in

pytestmark = pytest.mark.django_db

PAGE = "/utenti/invita/"
NEW = "girasole lanterna tamburo nuvola"


@pytest.fixture
def ambito():
    return make_ambito()


@pytest.fixture
def administrator(ambito):
    return ambito.user("administrator")


def data(where, **changes):
    return {
        "first_name": "Carla",
        "last_name": "Nuova",
        "email": "Carla@example.test",
        "phone": "",
        "office": where.pk,
        "role": "social_worker",
    } | changes


def invited(client, administrator, office, capture):
    signed_in(client, administrator)
    with capture(execute=True):
        answer = client.post(PAGE, data(office))
    assert answer.headers["Location"] == "/uffici/"
    return re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)


def test_the_invited_person_chooses_a_password_once(
    client, ambito, administrator, django_capture_on_commit_callbacks
):
    link = invited(client, administrator, ambito.first, django_capture_on_commit_callbacks)
    user = User.objects.get(email="carla@example.test")
    assert (user.role.key, user.office, user.has_usable_password()) == ("social_worker", ambito.first, False)
    assert mail.outbox[0].to == ["carla@example.test"]
    assert "Carla" not in mail.outbox[0].subject
    client.logout()
    page = client.get(link, follow=True)
    assert client.post(page.context["action_url"], {"password1": NEW, "password2": NEW}).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)
    again = client.get(link, follow=True)
    assert again.context["token_fail"]


def test_the_link_ends_after_a_day(client, ambito, administrator, django_capture_on_commit_callbacks):
    with time_machine.travel("2026-11-20 10:00:00+01:00", tick=False) as clock:
        link = invited(client, administrator, ambito.first, django_capture_on_commit_callbacks)
        client.logout()
        clock.shift(25 * 3600)
        assert client.get(link, follow=True).context["token_fail"]


@pytest.mark.parametrize(
    "password", ["troppocorta12", "password12345678", "Comune2026Comune", "12345678901234567"]
)
def test_an_easy_password_is_refused(
    client, ambito, administrator, django_capture_on_commit_callbacks, password
):
    link = invited(client, administrator, ambito.first, django_capture_on_commit_callbacks)
    client.logout()
    page = client.get(link, follow=True)
    answer = client.post(page.context["action_url"], {"password1": password, "password2": password})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not User.objects.get(email="carla@example.test").has_usable_password()


@pytest.mark.parametrize(
    "changes", [{"email": "not an address"}, {"first_name": ""}, {"role": "king"}, {"office": "0"}]
)
def test_bad_input_is_said_and_nothing_typed_is_lost(client, ambito, administrator, changes):
    answer = signed_in(client, administrator).post(PAGE, data(ambito.first, **changes))
    assert answer.status_code == 422
    assert "Nuova" in answer.content.decode()
    assert not User.objects.filter(last_name="Nuova").exists()


def test_extra_fields_give_no_power(client, ambito, administrator):
    extra = {"is_superuser": "on", "is_staff": "on", "acting_as": administrator.acting_as_id}
    signed_in(client, administrator).post(PAGE, data(ambito.first, **extra))
    user = User.objects.get(last_name="Nuova")
    assert not user.is_superuser
    assert not user.is_staff
    assert user.acting_as.user == user


@pytest.mark.parametrize(
    ("role", "where", "sentence"),
    [
        ("asst_assessor", "first", "non è un ruolo di questo ufficio"),
        ("director", "asst", "non è un ruolo di questo ufficio"),
        ("plan_manager", "first", "non è un ruolo di questo ufficio"),
    ],
)
def test_role_and_office_go_together(client, ambito, administrator, role, where, sentence):
    answer = signed_in(client, administrator).post(PAGE, data(getattr(ambito, where), role=role))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_an_email_in_use_is_refused(client, ambito, administrator):
    answer = signed_in(client, administrator).post(
        PAGE, data(ambito.first, email=administrator.email.upper())
    )
    assert answer.status_code == 422
    assert "ha già un accesso" in answer.content.decode()


def test_another_ambito_is_refused(client, ambito, administrator):
    theirs = make_ambito("Altro")
    assert signed_in(client, administrator).post(PAGE, data(theirs.first)).status_code == 422
    with pytest.raises(Refused):
        invite(
            email="a@example.test",
            first_name="A",
            last_name="B",
            office=theirs.first,
            role="social_worker",
            by=administrator,
            on=date(2026, 1, 1),
            link_to=str,
        )


@pytest.mark.parametrize("role", ["plan_manager", "director", "social_worker", "auditor"])
def test_only_administrators_invite(client, ambito, role):
    user = ambito.user(role)
    assert signed_in(client, user).post(PAGE, data(ambito.first)).status_code == 403
    with pytest.raises(Refused):
        invite(
            email="a@example.test",
            first_name="A",
            last_name="B",
            office=ambito.first,
            role="social_worker",
            by=user,
            on=date(2026, 1, 1),
            link_to=str,
        )
    assert not User.objects.filter(last_name__in=("Nuova", "B")).exists()
