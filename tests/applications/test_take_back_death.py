"""The death was a mistake: another person looks again, and everything comes back."""

import pytest
from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from applications.actions.record_death import record_death
from applications.actions.take_back_death import take_back_death
from applications.models import LifeEvent
from tests.applications.factories import NOW, make_case, world
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def dead(w, status="eligible"):
    case = make_case(w, status=status)
    record_death(
        application=case, by=w.social_worker, at=NOW, died_on=NOW.date(), source="family", told_by="Un vicino"
    )
    return again(case)


@pytest.mark.parametrize("status", ["draft", "plan_review", "eligible"])
def test_the_case_returns_to_the_status_it_had(status):
    w = world()
    case = dead(w, status)
    assert "Un vicino" in said(get(w.manager, "take_back_death", case))
    assert post(w.manager, "take_back_death", case, {"note": "Era un omonimo"}).status_code == 302
    case = again(case)
    assert (case.status, case.person.died_on) == (status, None)
    assert LifeEvent.objects.get().undone_by == w.manager
    assert case.events.get(verb="take_back_death").note == "Era un omonimo"


def test_not_by_who_recorded_it_nor_without_a_reason_nor_twice():
    w = world()
    case = dead(w)
    LifeEvent.objects.all()
    with pytest.raises(Refused):
        take_back_death(application=case, by=w.social_worker, at=NOW, note="Era un omonimo")
    with pytest.raises(Refused):
        take_back_death(application=case, by=w.manager, at=NOW, note=" ")
    assert again(case).status == "closed"
    take_back_death(application=case, by=w.manager, at=NOW, note="Era un omonimo")
    with pytest.raises(Refused):
        take_back_death(application=case, by=w.director, at=NOW, note="Ancora")


def test_the_database_refuses_the_same_person_too():
    w = world()
    dead(w)
    with pytest.raises(IntegrityError), transaction.atomic():
        LifeEvent.objects.update(undone_at=NOW, undone_by=w.social_worker, undone_reason="Da sola")


def test_a_case_closed_for_another_reason_is_not_reopened_by_this():
    w = world()
    case = make_case(w, status="assessing")
    post(w.social_worker, "withdraw", case, {"note": "Rinuncia"})
    assert post(w.manager, "take_back_death", case, {"note": "No"}).status_code == 200
    assert again(case).status == "closed"
