"""A death: the case closes gently, nothing is written any more, and a mistake brings everything back."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from applications.actions.record_death import record_death
from applications.models import Application, LifeEvent, Person
from applications.tasks import start_decision_notice
from jobs.models import Job
from jobs.tasks import run as work
from tests.applications.factories import NOW, make_case, world
from tests.applications.pages import enter
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
DIED = {"died_on": "10/11/2026", "source": "family", "told_by": "La figlia Laura", "note": ""}


def test_the_page_closes_the_case_and_keeps_both_dates():
    w = world()
    case = make_case(w)
    assert "Ci dispiace" in said(get(w.social_worker, "record_death", case))
    assert post(w.social_worker, "record_death", case, DIED).status_code == 302
    case, event = again(case), LifeEvent.objects.get()
    assert (case.status, case.person.died_on) == ("closed", date(2026, 11, 10))
    assert (event.happened_on, event.recorded_at.date(), event.told_by) == (
        date(2026, 11, 10),
        NOW.date(),
        "La figlia Laura",
    )
    page = said(get(w.manager, "case", case))
    assert "successo il 10 novembre 2026" in page
    assert "Decesso registrato" in page
    # gentle: no age, nothing late or falling due, nothing to do
    assert "La persona è mancata il 10 novembre 2026" in page
    assert "deceduta il 10/11/2026" in page
    for word in ("78 anni", "Scadenze", "Prossimi passi", "Scaduta", "Prima verifica del piano"):
        assert word not in page, word
    assert "deceduta il 10/11/2026" in said(
        enter(Client(), w.manager).get(reverse("applications:list") + "?stato=closed")
    )


def test_all_the_open_cases_of_the_person_close_and_no_task_asks_anything():
    w = world()
    case = make_case(w, status="assessing")
    record_death(
        application=case,
        by=w.social_worker,
        at=NOW,
        died_on=NOW.date(),
        source="registry",
        told_by="Anagrafe",
    )
    page = said(get(w.social_worker, "case", again(case)))
    assert "Chiedi documenti" not in page
    assert not Application.objects.exclude(status="closed").exists()


def test_a_letter_already_asked_for_is_not_made():
    w = world()
    case = make_case(w)
    start_decision_notice(determination=case.determinations.get(), by=w.manager, at=NOW)
    record_death(
        application=case,
        by=w.social_worker,
        at=NOW,
        died_on=NOW.date(),
        source="registry",
        told_by="Anagrafe",
    )
    before = case.documents.count()
    for job in Job.objects.filter(kind="decision_notice"):
        work(job.pk)
    assert case.documents.count() == before


@pytest.mark.parametrize("day", [NOW.date() + timedelta(days=1), date(1900, 1, 1)])
def test_a_day_that_cannot_be_is_refused_and_nothing_changes(day):
    w = world()
    case = make_case(w)
    with pytest.raises(Refused):
        record_death(application=case, by=w.social_worker, at=NOW, died_on=day, source="x", told_by="x")
    assert again(case).status == "eligible"
    assert Person.objects.get(pk=case.person_id).died_on is None


def test_who_may_and_who_may_not():
    w = world()
    case = make_case(w)
    for user in (w.nurse, w.auditor, w.officer):
        assert post(user, "record_death", case, DIED).status_code == 403
    assert post(w.other_social_worker, "record_death", case, DIED).status_code == 404
    assert again(case).status == "eligible"
