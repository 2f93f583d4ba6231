"""A letter that came back is not needed any more: the reason stays, the task goes, another return brings it again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from applications.actions.record_delivery import record_delivery
from applications.actions.set_aside_returned import set_aside_returned
from applications.models import LetterKind, RefusalNotice
from applications.sendings import why_not_set_aside
from tests.applications.factories import NOW, TODAY
from tests.applications.pages import enter
from tests.applications.test_record_delivery import letter, tasks, w  # noqa: F401
from tests.applications.verb_pages import said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def back(letter, w, **more):  # noqa: F811
    more = {"how": "post", "sent_on": TODAY - 6 * DAY, "came_back_on": TODAY - 3 * DAY} | more
    return record_delivery(letter=letter, by=w.social_worker, at=NOW, **more)


def waits(w):  # noqa: F811
    return "letter_back" in {one.code for one in tasks(w)}


def test_the_reason_is_kept_the_task_goes_and_another_return_brings_it_again(w, letter, the_day):  # noqa: F811
    client = enter(Client(), w.social_worker)
    args = [letter.application.ref, letter.document_id]
    page, delivery = (
        reverse(f"applications:{name}", args=args) for name in ("set_aside_returned", "record_delivery")
    )
    assert "non è tornata indietro" in said(client.get(page))
    assert page not in said(client.get(delivery))
    back(letter, w)
    assert page in said(client.get(f"{delivery}?di-nuovo"))
    assert "motivo" in said(client.post(page, {"note": " "}))
    assert waits(w)
    shown = said(client.post(page, {"note": "Ritirata in ufficio"}, follow=True))
    assert "Ritirata in ufficio" in shown
    assert "Lettera tornata indietro: non serve più" in shown  # the timeline
    assert shown.count("Apri il documento") >= 2  # the letter made, its delivery
    assert page not in shown  # nothing to set aside in the list of the documents
    assert not waits(w)
    back(letter, w)  # the same day written again: the same return
    assert not waits(w)
    back(letter, w, sent_on=TODAY - 2 * DAY, came_back_on=TODAY, again=True)
    assert waits(w)


def test_not_by_who_writes_no_letters_nor_a_notice_of_refusal_that_stands(w, letter):  # noqa: F811
    back(letter, w)
    with pytest.raises(Refused, match="ruolo"):
        set_aside_returned(letter=letter, by=w.nurse, at=NOW, note="x")
    case = letter.application
    RefusalNotice.objects.create(
        application=case,
        rule_set=case.call.rule_set,
        on=TODAY,
        findings="{}",
        issued_at=NOW,
        issued_by=w.manager,
    )
    letter = back(letter, w)
    letter.kind = LetterKind.REFUSAL_NOTICE
    assert "ritira il preavviso" in why_not_set_aside(w.social_worker, letter)
    assert not case.events.filter(verb="set_aside_returned").exists()
