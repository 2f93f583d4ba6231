from datetime import date

import pytest
from django.utils import timezone

from accounts.actions import switch_role
from accounts.models import Membership
from accounts.refusal import Refused
from tests.accounts.factories import make_ambito, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ambito():
    return make_ambito()


@pytest.fixture
def user(ambito):
    return ambito.user("social_worker")


def second_role(user, ambito, **fields):
    fields.setdefault("valid_from", date(2020, 1, 1))
    return Membership.objects.create(user=user, office=ambito.second, role="administrative_officer", **fields)


def test_the_other_role_counts_at_once_with_a_new_session(client, ambito, user):
    other = second_role(user, ambito)
    signed_in(client, user)
    before = client.session.session_key
    answer = client.post(f"/profilo/ruolo/{other.pk}/", follow=True)
    assert "Ora lavori come" in answer.content.decode()
    assert client.session.session_key != before
    user.refresh_from_db()
    assert (user.role.key, user.office) == ("administrative_officer", ambito.second)


def test_somebody_elses_role_is_not_found(client, ambito, user):
    director = ambito.user("director")
    assert signed_in(client, user).post(f"/profilo/ruolo/{director.acting_as_id}/").status_code == 404
    with pytest.raises(Refused):
        switch_role(membership=director.acting_as, by=user, on=timezone.localdate())


def test_an_ended_role_is_refused_with_a_sentence(client, ambito, user):
    ended = second_role(user, ambito, valid_to=date(2020, 12, 31))
    answer = signed_in(client, user).post(f"/profilo/ruolo/{ended.pk}/", follow=True)
    assert "non vale oggi" in answer.content.decode()
    user.refresh_from_db()
    assert user.role.key == "social_worker"


def test_a_link_does_not_switch(client, ambito, user):
    assert signed_in(client, user).get(f"/profilo/ruolo/{second_role(user, ambito).pk}/").status_code == 405
