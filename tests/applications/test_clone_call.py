"""A new call from last year’s."""

from datetime import date, datetime

import pytest

from applications.actions.clone_call import clone_call, moved
from applications.models import Call
from tests.applications.factories import ROME
from tests.applications.law_pages import NOW, here, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def test_everything_moves_one_year_on_but_the_act(client, w):
    enter(client, w.manager).post(here("clone_call", w.call), {"expected_version": 1})
    new = Call.objects.get(clone_of=w.call)
    assert (new.title, new.number_prefix, new.act) == ("Avviso Misura B2 2027", "B2-2027", "")
    assert new.opens_at == datetime(2027, 2, 1, 9, 0, tzinfo=ROME)
    assert (new.benefit_from, new.benefit_to) == (date(2027, 6, 1), date(2028, 5, 31))
    assert (new.rule_set, new.prepared_by, new.published_at) == (w.call.rule_set, w.manager, None)
    page = client.get("/avvisi/B2-2027/").content.decode()
    assert "01/02/2026" in page  # what changed from last year's
    assert "01/02/2027" in page
    assert clone_call(call=w.call, by=w.manager, at=NOW).number_prefix == "B2-2027-2"


def test_the_hour_stays_the_hour_and_february_ends_when_it_ends():
    assert moved(date(2028, 2, 29)) == date(2029, 2, 28)
    assert moved(date(2027, 2, 28)) == date(2028, 2, 29)
    assert moved(date(2028, 2, 28)) == date(2029, 2, 28)
    assert moved(datetime(2026, 7, 1, 12, tzinfo=ROME)).hour == 12


def test_who_copies(client, w):
    for user in (w.director, w.social_worker):
        assert enter(client, user).post(here("clone_call", w.call)).status_code == 403
    stranger = world("altrove", "B2-ALTRO").manager
    assert enter(client, stranger).post(here("clone_call", w.call)).status_code == 404
    assert Call.objects.filter(clone_of__isnull=False).count() == 0
