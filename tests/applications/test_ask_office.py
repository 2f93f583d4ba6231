"""The same person again: in another call, in another Comune, or another person with the same code."""

import pytest
import time_machine
from django.urls import reverse

from accounts.models import AccessLog
from accounts.refusal import Refused
from applications.actions.ask_office import ask_office as ask
from applications.models import Application, Call, Event, Inquiry, Person
from tests.applications.factories import NOW, PEOPLE, complete, make_case, make_draft
from tests.applications.intake_pages import client_of
from tests.applications.test_create import URL, typed

pytestmark = pytest.mark.django_db
ASK = "/domande/chiedi-passaggio/"


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def next_call(w):
    """Another call of the Ambito, open now."""
    call = Call.objects.get(pk=w.call.pk)
    call.pk, call.number_prefix, call.title = None, "B2-2099", "Avviso dopo"
    call.save()
    return call


def test_the_same_person_in_the_next_call_is_a_choice_and_keeps_what_is_registered(w, next_call, browser_of):
    case = complete(make_draft(w))
    again = typed(w, call=next_call.pk, phone="", first_name="Adela")
    page = browser_of.post(URL, again).content.decode()
    assert case.ref in page
    assert "Nuova domanda per la stessa persona" in page
    assert Application.objects.count() == 1
    answer = browser_of.post(URL, {**again, "same_person": "on"})
    new = Application.objects.get(call=next_call)
    assert answer.url == reverse("applications:step", args=[new.ref, "persona"])
    assert (new.person, new.person.first_name, Person.objects.count()) == (case.person, "Adele", 1)
    assert new.person.isee_set.exists()


def test_an_open_case_of_another_comune_stops_in_every_call(w, next_call):
    make_draft(w)
    other = client_of(w.other_social_worker)
    again = typed(w, call=next_call.pk, municipality=w.other_municipality.pk, same_person="on")
    page = other.post(URL, again).content.decode()
    assert "Chiedi il passaggio" in page
    assert Application.objects.count() == 1
    assert not AccessLog.objects.filter(user=w.other_social_worker).exclude(subject_id=None).exists()


def test_a_case_is_asked_for_seen_in_the_work_and_answered(w):
    case = make_draft(w)
    other, mine = client_of(w.other_social_worker), client_of(w.social_worker)
    code = PEOPLE["adele"][0]
    form = other.post(ASK, typed(w)).content.decode()
    assert code in form
    assert "Adele" not in form
    assert "Scrivi il motivo" in other.post(ASK, {"tax_code": code, "reason": " "}).content.decode()
    assert not Inquiry.objects.exists()
    assert other.post(ASK, {"tax_code": code, "reason": "Abita qui da ottobre"}).url == "/lavoro/"
    assert "già chiesto" in other.post(ASK, {"tax_code": code, "reason": "Ancora"}).content.decode()
    row = Inquiry.objects.get()
    assert (row.application, row.asked_office, row.asked_by) == (
        case,
        w.other_municipality,
        w.other_social_worker,
    )
    assert Event.objects.get(verb="ask_office").note == "Abita qui da ottobre"
    work = mine.get("/lavoro/").content.decode()
    address = reverse("applications:answer_office", args=[case.ref, row.pk])
    assert "Abita qui da ottobre" in work
    assert address in work
    waiting = other.get("/lavoro/").content.decode()
    assert "Abbiamo chiesto una pratica" in waiting
    assert "Brambati" not in waiting
    assert case.ref not in waiting
    assert other.get(address).status_code == 404
    assert "Abita qui" in mine.get(address).content.decode()
    assert mine.post(address, {"outcome": "yes", "answer": ""}).status_code == 200
    said_yes = mine.post(address, {"outcome": "yes", "answer": "Va bene dal 1° dicembre"})
    assert said_yes.url == reverse("applications:transfer", args=[case.ref]) + f"?per={row.pk}"
    assert "Va bene dal 1° dicembre" in other.get("/lavoro/").content.decode()
    assert address not in mine.get("/lavoro/").content.decode()
    assert mine.post(address, {"outcome": "no", "answer": "Anzi no"}).status_code == 200
    row.refresh_from_db()
    assert (row.outcome, row.answered_by) == ("yes", w.social_worker)


def test_a_yes_opens_the_passage_filled_in_and_stays_a_task_until_it_is_made(w):
    case = make_case(w)
    asked = {"application": case, "kind": "handover", "asked_office": w.other_municipality, "asked_at": NOW,
             "asked_by": w.other_social_worker, "reason": "Abita qui"}  # fmt: skip
    row = Inquiry.objects.create(**asked)
    mine = client_of(w.social_worker)
    page = mine.post(
        reverse("applications:answer_office", args=[case.ref, row.pk]),
        {"outcome": "yes", "answer": "Sì"}, follow=True,
    )  # fmt: skip
    assert page.context["form"].initial == {"to_office": w.other_municipality.pk, "note": "Abita qui"}
    assert page.request["QUERY_STRING"] == f"per={row.pk}"
    assert f"passaggio/?per={row.pk}" in mine.get("/lavoro/").content.decode()
    Inquiry.objects.filter(pk=row.pk).delete()
    again = Inquiry.objects.create(**asked)
    moved = {"to_office": w.other_municipality.pk, "moved_on": "16/11/2026", "note": "Trasferita"}
    mine.post(reverse("applications:transfer", args=[case.ref]), moved)
    again.refresh_from_db()
    assert (again.outcome, again.answer) == ("yes", "Trasferita")
    assert "Passa la pratica, come detto" not in mine.get("/lavoro/").content.decode()


def test_nobody_to_ask_is_said_without_saying_more(w, browser_of):
    make_draft(w)  # of one's own Comune: nothing to ask
    page = browser_of.post(ASK, {"tax_code": PEOPLE["adele"][0], "reason": "x"}).content.decode()
    assert "Nessun altro Comune" in page
    assert not Inquiry.objects.exists()


def test_two_people_with_one_code_are_reported_and_none_is_opened(w):
    make_draft(w)
    other = client_of(w.other_social_worker)
    reason = {"not_the_same": "on", "why_not_the_same": "La mia ha 20 anni"}
    page = other.post(URL, typed(w, municipality=w.other_municipality.pk, **reason)).content.decode()
    assert "Segnalato" in page
    assert "Agenzia delle Entrate" in page
    assert Inquiry.objects.get().kind == "same_code"
    assert Application.objects.count() == 1


def test_whoever_may_not_write_may_not_ask(w):
    case = make_draft(w)
    with pytest.raises(Refused):
        ask(application=case, kind="handover", reason="x", by=w.manager, at=NOW)
