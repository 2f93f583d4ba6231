"""A request for review: kept with the refusal, with its term."""

from datetime import date

import pytest

from accounts.refusal import Refused
from applications.actions.record_appeal import record_appeal
from applications.actions.reject import reject
from applications.models import LifeEvent
from tests.applications.factories import NOW, make_case, world
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
TYPED = {"received_on": "18/11/2026", "note": "L'ISEE era un altro", "days": "30"}


def rejected(w):
    case = make_case(w, status="plan_review", isee="25000.01")
    reject(application=case, by=w.manager, at=NOW)
    return again(case)


def test_it_is_kept_with_the_refusal_and_its_term():
    w = world()
    case = rejected(w)
    assert "Marco Lanfredi" in said(get(w.social_worker, "record_appeal", case))
    assert post(w.social_worker, "record_appeal", case, TYPED).status_code == 302
    row = LifeEvent.objects.get(kind="appeal")
    assert (row.due_on, row.determination, again(case).status) == (
        date(2026, 12, 18),
        case.determinations.get(),
        "rejected",
    )


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 11, 17)])
def test_neither_in_the_future_nor_before_the_refusal(day):
    w = world()
    with pytest.raises(Refused):
        record_appeal(application=rejected(w), by=w.social_worker, at=NOW, received_on=day, note="x", days=30)
    assert not LifeEvent.objects.exists()


def test_one_at_a_time():
    w = world()
    case = rejected(w)
    for _press in range(2):
        post(w.social_worker, "record_appeal", case, TYPED)
    assert LifeEvent.objects.filter(kind="appeal").count() == 1
    assert "aspetta già" in said(get(w.social_worker, "record_appeal", case))
