"""Sending a call to be published."""

import pytest

from applications.actions.clone_call import clone_call
from applications.models import Call
from tests.applications.law_pages import NOW, here, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def test_a_call_with_its_act_is_sent_and_one_without_is_not(client, w):
    call = clone_call(call=w.call, by=w.manager, at=NOW)
    data = {"expected_version": 1}
    assert enter(client, w.manager).post(here("submit_call", call), data).status_code == 409
    Call.objects.filter(pk=call.pk).update(act="Determinazione n. 3")
    assert client.post(here("submit_call", call), data).status_code == 302
    call.refresh_from_db()
    assert call.submitted_by == w.manager
    assert enter(client, w.director).post(here("submit_call", call), data).status_code == 403
    stranger = world("altrove", "B2-ALTRO").manager
    assert enter(client, stranger).post(here("submit_call", call), data).status_code == 404
