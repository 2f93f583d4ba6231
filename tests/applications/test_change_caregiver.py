"""Another caregiver from a day on: the old period closes, the new one opens."""

from datetime import date

import pytest

from accounts.refusal import Refused
from applications.actions.change_caregiver import change_caregiver
from applications.models import LifeEvent
from tests.applications.factories import NOW, make_case, world
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
TYPED = {
    "starts_on": "01/11/2026",
    "last_name": "Rossi",
    "first_name": "Andrea",
    "relation": "figlio",
    "weekly_hours": "20,5",
}


def test_before_and_after_with_both_dates():
    w = world()
    case = make_case(w)
    assert "Laura Ferrandi" in said(get(w.social_worker, "change_caregiver", case))
    assert post(w.social_worker, "change_caregiver", case, TYPED).status_code == 302
    now, old = case.caregivers.all()
    assert (now.last_name, now.starts_on, old.ends_on) == ("Rossi", date(2026, 11, 1), date(2026, 10, 31))
    event = LifeEvent.objects.get()
    assert (event.before, event.after, event.happened_on) == (
        "Laura Ferrandi",
        "Andrea Rossi",
        date(2026, 11, 1),
    )
    assert "Laura Ferrandi → Andrea Rossi" in said(get(w.manager, "case", again(case)))


def test_nobody_any_more():
    w = world()
    case = make_case(w)
    post(w.social_worker, "change_caregiver", case, {"starts_on": "01/11/2026", "nobody": "on"})
    assert again(case).has_caregiver is False
    assert not case.caregivers.filter(ends_on=None).exists()


def test_without_a_name_nothing_happens_and_what_was_typed_stays():
    w = world()
    case = make_case(w)
    answer = post(w.social_worker, "change_caregiver", case, {**TYPED, "last_name": ""})
    assert "Andrea" in said(answer)
    assert case.caregivers.get().ends_on is None


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 10, 1)])
def test_neither_in_the_future_nor_before_the_period_it_ends(day):
    w = world()
    case = make_case(w)
    who = {"last_name": "Rossi", "first_name": "Andrea", "relation": "figlio"}
    change_caregiver(application=case, by=w.social_worker, at=NOW, starts_on=date(2026, 10, 1), caregiver=who)
    with pytest.raises(Refused):
        change_caregiver(application=case, by=w.social_worker, at=NOW, starts_on=day, caregiver=who)
    assert case.caregivers.count() == 2
