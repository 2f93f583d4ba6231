"""A draw anybody can make again, controls recorded once, and the tasks they are."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.models import Office
from accounts.refusal import Refused
from applications import sampling, work
from applications.actions.draw_sample import draw_sample
from applications.actions.record_control import record_control
from applications.models import Application, Event, Isee, Notification, SampleControl, SampleDraw
from tests.applications.factories import NOW, TODAY, make_case
from tests.applications.intake_pages import client_of
from tests.applications.verb_pages import said

pytestmark = pytest.mark.django_db
DAYS = {"from_on": date(2026, 1, 1), "to_on": TODAY}


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cases(w):
    made = [make_case(w, who, status="assessing") for who in ("adele", "renato", "carla", "nadia")]
    Application.objects.update(resident_checked_on=TODAY, case_manager=w.social_worker)
    Isee.objects.filter(person__in=[case.person for case in made[:3]]).update(
        verification="declared", verified_at=None, verified_by=None
    )
    return made


def draw(w, **more):
    return draw_sample(call=w.call, by=w.manager, at=NOW, seed="valserena", **DAYS | {"percent": 50} | more)


def test_known_draws():
    """Worked with ``sha256sum``: nothing of the machine gets in."""
    numbers = [f"B2-2026-{n:04}" for n in range(1, 11)]
    drawn = sampling.draw(numbers, seed="valserena", size=3)
    assert drawn == sampling.draw(reversed(numbers), seed="valserena", size=3)
    assert drawn == ["B2-2026-0009", "B2-2026-0007", "B2-2026-0008"]
    assert sampling.draw(numbers, seed="altro", size=3) != drawn
    assert sampling.list_hash(numbers) == sampling.list_hash(reversed(numbers))


@pytest.mark.parametrize(
    ("population", "how", "size"),
    [
        (10, {"percent": 5}, 1), (10, {"percent": 50}, 5), (11, {"percent": 50}, 6),
        (3, {"count": 9}, 3), (3, {"count": 2}, 2),
    ],
)  # fmt: skip
def test_how_many(population, how, size):
    assert sampling.size_of(population, **how) == size


def test_only_cases_with_something_declared_are_drawn(w, cases):
    made = draw(w)
    assert made.numbers == sorted(case.number for case in cases[:3])
    assert made.controls.count() == 2  # half of three, rounded up
    drawn = [one.application.number for one in made.controls.select_related("application")]
    assert drawn == sampling.draw(made.numbers, seed="valserena", size=2)
    assert Event.objects.filter(verb="draw_sample").count() == 2
    page = said(client_of(w.manager).get(reverse("applications:sample", args=[made.pk])))
    assert "escono le stesse pratiche" in page
    assert made.list_sha256 in page


def test_a_draw_is_never_changed(w, cases):
    made = draw(w)
    for change in (lambda rows: rows.update(seed="altro"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change(SampleDraw.objects.filter(pk=made.pk))


def test_a_control_is_a_task_until_it_is_recorded_once(w, cases):
    control = draw(w).controls.select_related("application").first()

    def tasks(user):
        return [one for one in work.tasks(user=user, on=TODAY) if one.code == "record_control"]

    assert len(tasks(w.social_worker)) == len(tasks(w.manager)) == 2
    assert not tasks(w.officer)
    assert {one.due_on for one in tasks(w.manager)} == {None}, "no act gives a term: it is the office's own"
    Office.objects.filter(pk=w.plan_office.pk).update(control_days=20)
    assert {one.due_on for one in tasks(w.manager)} == {TODAY + timedelta(days=20)}
    page = reverse("applications:record_control", args=[control.application.ref, control.pk])
    typed = {"outcome": "negative", "source": "INPS, 18/11/2026", "note": "ISEE di un altro anno"}
    assert "source" in client_of(w.social_worker).post(page, typed | {"source": " "}).context["form"].errors
    assert client_of(w.social_worker).post(page, typed).status_code == 302
    control.refresh_from_db()
    assert (control.outcome, control.recorded_by) == ("negative", w.social_worker)
    told = Notification.objects.filter(event__verb="record_control").values_list("user", flat=True)
    assert w.manager.pk in told, "who decides hears of declarations that are not true"
    assert w.social_worker.pk not in told, "not who wrote it"
    assert len(tasks(w.social_worker)) == 1
    with pytest.raises(Refused):
        record_control(control=control, by=w.manager, at=NOW, outcome="positive", source="INPS")
    assert "già registrato" in said(client_of(w.manager).get(page))
    case = said(client_of(w.social_worker).get(reverse("applications:case", args=[control.application.ref])))
    assert "Dichiarazioni non vere" in case
    assert client_of(w.other_social_worker).get(page).status_code == 404


def test_the_page_says_what_is_wrong(w, cases):
    page = reverse("applications:draw_sample")
    good = {
        "call": w.call.pk, "from_on": "01/01/2026", "to_on": "18/11/2026", "percent": "50", "seed": "x",
    }  # fmt: skip
    for wrong, words in (
        ({"count": "3"}, "percentuale oppure"),
        ({"percent": ""}, "percentuale oppure"),
        ({"to_on": "01/01/2025"}, "prima dell'inizio"),
        ({"from_on": "01/01/2025", "to_on": "02/01/2025"}, "scegli altri giorni"),
    ):
        assert words in said(client_of(w.manager).post(page, good | wrong))
    assert not SampleDraw.objects.exists()
    assert client_of(w.manager).post(page, good).status_code == 302
    assert SampleControl.objects.count() == 2
    assert client_of(w.social_worker).get(page).status_code == 403
