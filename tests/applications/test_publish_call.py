"""Publishing a call: a second person; what it promised stays."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from applications.actions.clone_call import clone_call
from applications.actions.submit_call import submit_call
from applications.models import Call
from tests.applications.law_pages import NOW, here, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def sent_call(w):
    call = clone_call(call=w.call, by=w.manager, at=NOW)
    Call.objects.filter(pk=call.pk).update(act="Determinazione n. 3")
    call.refresh_from_db()
    return submit_call(call=call, by=w.manager, at=NOW, expected_version=call.edit_version)


def test_another_person_publishes_it(client, w):
    call = sent_call(w)
    enter(client, w.director)
    assert here("publish_call", call) in client.get(here("call", call)).content.decode()
    assert client.post(here("publish_call", call), {"expected_version": 2}).status_code == 302
    call.refresh_from_db()
    assert call.published_by == w.director
    assert call.published_at is not None


def test_whoever_prepared_it_is_refused_by_the_page_and_by_the_database(client, w):
    call = sent_call(w)
    data = {"expected_version": call.edit_version}
    answer = enter(client, w.manager).post(here("publish_call", call), data)
    assert answer.status_code == 409
    assert "L’hai preparato tu" in answer.content.decode()
    with pytest.raises(IntegrityError, match="call_published_by_another"), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(published_at=NOW, published_by=w.manager)
    assert enter(client, w.social_worker).post(here("publish_call", call), data).status_code == 403
    assert (
        enter(client, world("altrove", "B2-ALTRO").director).post(here("publish_call", call)).status_code
        == 404
    )


def test_a_call_that_was_not_sent_is_not_published(client, w):
    call = clone_call(call=w.call, by=w.manager, at=NOW)
    answer = enter(client, w.director).post(here("publish_call", call), {"expected_version": 1})
    assert answer.status_code == 409
    call.refresh_from_db()
    assert call.published_at is None


def test_the_database_keeps_what_was_published(w):
    call = Call.objects.filter(pk=w.call.pk)
    day = timedelta(days=1)
    for change in (
        {"title": "Altro"}, {"act": "Altro"}, {"benefit_to": w.call.benefit_to - day}, {"published_at": None},
        {"opens_at": w.call.opens_at + day}, {"closes_at": w.call.closes_at - day},
        {"closes_at": w.call.closes_at + day}, {"published_by": w.director},
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match="is published"), transaction.atomic():
            call.update(**change)
    with pytest.raises(IntegrityError, match="is published"), transaction.atomic():
        call.delete()
    call.update(last_number=9)
    assert call.get().last_number == 9
