"""Dropping what was prepared for a call: it never counts, and another may be prepared."""

import pytest

from tests.applications.law_pages import NOW, world
from tests.applications.pages import enter
from tests.applications.test_extend_call import confirmed, fresh, prepared

pytestmark = pytest.mark.django_db


def test_who_prepared_it_may_drop_it_and_then_it_cannot_be_confirmed(client):
    w = world()
    addition = prepared(w)
    page = f"/avvisi/B2-2026/aggiunte/{addition.pk}/"
    assert enter(client, w.manager).post(page + "scarta/", {"expected_version": 1}).status_code == 302
    addition.refresh_from_db()
    assert addition.dropped_by == w.manager
    assert enter(client, w.director).post(page, {"expected_version": 2}).status_code == 409
    assert fresh(w.call).closing(at=NOW) == w.call.closes_at
    confirmed(w, prepared(w))


def test_what_is_confirmed_is_not_dropped(client):
    w = world()
    addition = confirmed(w, prepared(w))
    page = f"/avvisi/B2-2026/aggiunte/{addition.pk}/scarta/"
    assert enter(client, w.manager).post(page, {"expected_version": 2}).status_code == 409
    addition.refresh_from_db()
    assert addition.dropped_at is None
