"""Who follows a case: one or many at once, all or none, recorded."""

import importlib

import pytest

from accounts.refusal import Refused
from applications import work
from applications.actions.assign import assign
from applications.models import Application
from tests.applications.factories import NOW, TODAY, make_draft, make_user
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(w):
    return make_user("nuova@valserena.example", w.municipality, "social_worker", "Nuova", "Collega")


@pytest.fixture
def free(w):
    cases = [make_draft(w, who) for who in ("adele", "sofia", "nadia")]
    Application.objects.update(case_manager=None)
    return cases


def managers():
    return set(Application.objects.values_list("case_manager__last_name", flat=True))


def test_the_event_says_from_whom_to_whom_and_twice_is_once(w, colleague):
    case = make_draft(w)
    for _twice in range(2):
        assign(application=case, by=w.social_worker, at=NOW, to=colleague)
    event = case.events.get(verb="assign")
    assert event.data == {"from": w.social_worker.pk, "to": colleague.pk}
    assert Application.objects.get().case_manager == colleague


def test_who_may_not_and_to_whom_not(w):
    case = make_draft(w)
    for by, to in ((w.officer, w.social_worker), (w.auditor, w.social_worker), (w.nurse, w.social_worker)):
        with pytest.raises(Refused, match="ruolo"):
            assign(application=case, by=by, at=NOW, to=to)
    for to in (w.other_social_worker, w.officer, w.nurse):
        with pytest.raises(Refused, match="non lavora"):
            assign(application=case, by=w.social_worker, at=NOW, to=to)


def test_all_the_unassigned_in_one_action_closes_the_task(client, w, free, colleague):
    assert [task.code for task in work.tasks(user=w.manager, on=TODAY)] == ["assign"]
    assert work.counts(user=w.manager, on=TODAY) == (1, 0)
    enter(client, w.social_worker)
    page = client.get(work.all_unassigned_url())
    assert [case.person.last_name for case in page.context["cases"]] == ["Brambati", "El Amrani", "Ghidoni"]
    data = [("case", case.ref) for case in page.context["cases"]]
    client.post(
        "/pratiche/assegna/", {"case": [ref for _name, ref in data], "to": colleague.pk, "da": "lavoro"}
    )
    assert managers() == {"Collega"}
    assert work.tasks(user=w.manager, on=TODAY) == []


def test_nothing_ticked_assigns_nothing_and_foreign_cases_do_not_exist(client, w, free, colleague):
    theirs = make_draft(w, "renato", by=w.other_social_worker)
    enter(client, w.social_worker)
    for refs in ([], [theirs.ref]):
        client.post("/pratiche/assegna/", {"case": refs, "to": colleague.pk})
        assert managers() == {None, "Perani"}
    # a person of another Comune is no choice
    answer = client.post("/pratiche/assegna/", {"case": [free[0].ref], "to": w.other_social_worker.pk})
    assert answer.status_code == 422
    assert "Scegli una persona dell’elenco" in answer.content.decode()


def test_one_refusal_leaves_all_as_they_were(client, w, free, colleague, monkeypatch):

    page = importlib.import_module("applications.views.assign")
    real, seen = page.do_assign, []

    def fails_on_the_last(**arguments):
        seen.append(arguments)
        if len(seen) == 3:
            raise Refused("no")
        return real(**arguments)

    monkeypatch.setattr(page, "do_assign", fails_on_the_last)
    enter(client, w.social_worker)
    answer = client.post("/pratiche/assegna/", {"case": [c.ref for c in free], "to": colleague.pk})
    assert answer.status_code == 422
    assert managers() == {None}
