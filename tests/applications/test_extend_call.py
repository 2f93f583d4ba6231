"""More time for a published call: prepared by one, confirmed by another, read from the dates."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from applications.actions.confirm_addition import confirm_addition
from applications.actions.extend_call import extend_call
from applications.actions.submit import submit
from applications.models import Application, Call, CallAddition
from applications.steps import with_next_step
from tests.applications.factories import ROME, complete, make_draft
from tests.applications.law_pages import NOW, here, world
from tests.applications.pages import enter
from tests.applications.verb_pages import said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
ACT = {"act": "Determinazione n. 41", "act_date": NOW.date(), "reason": "Troppe domande negli ultimi giorni"}
LATE = datetime(2026, 12, 16, 10, 0, tzinfo=ROME)  # the call of the world closed the day before at noon
NEW_CLOSING = datetime(2026, 12, 31, 12, 0, tzinfo=ROME)


@pytest.fixture
def w():
    return world()


def fresh(call):
    return Call.objects.with_additions().get(pk=call.pk)


def prepared(w, *, at=NOW, by=None, closes_at=NEW_CLOSING, **more):
    return extend_call(call=w.call, closes_at=closes_at, by=by or w.manager, at=at, **ACT | more)


def confirmed(w, addition, *, at=NOW, by=None):
    return confirm_addition(addition=addition, by=by or w.director, at=at, expected_version=1)


def test_a_draft_too_late_becomes_timely_when_a_second_person_confirms(w):
    case = complete(make_draft(w))
    with pytest.raises(Refused, match="è chiuso"):
        submit(application=case, by=w.social_worker, at=LATE)
    addition = prepared(w, at=LATE)
    assert addition.kind == "extension"
    with pytest.raises(Refused, match="è chiuso"):
        submit(application=case, by=w.social_worker, at=LATE)  # a proposal opens nothing
    confirmed(w, addition, at=LATE)
    assert submit(application=case, by=w.social_worker, at=LATE).number


def test_open_calls_and_the_closing_follow_the_dates(w):
    confirmed(w, prepared(w))
    second = datetime(2027, 3, 1, 9, 0, tzinfo=ROME)
    last = datetime(2027, 3, 31, 12, 0, tzinfo=ROME)
    again = prepared(w, opens_at=second, closes_at=last)
    assert again.kind == "reopening"
    confirmed(w, again)
    call, hour = fresh(w.call), timedelta(hours=1)
    expected = {
        w.call.opens_at: True, w.call.closes_at: True, NEW_CLOSING - hour: True, NEW_CLOSING: False,
        second - hour: False, second: True, last - hour: True, last: False,
    }  # fmt: skip
    for at, is_open in expected.items():
        assert call.is_open(at=at) is is_open, at
        assert Call.objects.open_at(at).filter(pk=call.pk).exists() is is_open, at
    assert call.closing(at=NOW) == NEW_CLOSING
    assert call.closing(at=NEW_CLOSING) == last
    assert call.closing(at=last + hour) == last
    assert Call.objects.with_last_closing().get(pk=call.pk).last_closing == last


def test_what_to_do_next_is_due_at_the_new_closing(w):
    make_draft(w)
    due = lambda: with_next_step(Application.objects.all(), user=w.social_worker, on=NOW.date()).get().due_on  # noqa: E731
    assert due() == w.call.closes_at.astimezone(ROME).date()
    confirmed(w, prepared(w))
    assert due() == NEW_CLOSING.date()


def test_the_page_shows_whom_it_touches_and_a_second_person_confirms(client, w):
    draft = make_draft(w)
    data = {
        "closes_on": "31/12/2026", "closes_time": "12:00", "act": ACT["act"], "act_date": "16/11/2026", "reason": "",
    }  # fmt: skip
    enter(client, w.manager)
    assert draft.ref in said(client.get(here("extend_call", w.call)))
    assert client.post(here("extend_call", w.call), data).status_code == 302
    addition = CallAddition.objects.get()
    page = f"/avvisi/B2-2026/aggiunte/{addition.pk}/"
    text = said(client.get(page))
    assert "L’hai preparato tu: lo conferma un’altra persona." in text
    assert client.post(page, {"expected_version": 1}).status_code == 409
    enter(client, w.director)
    assert draft.ref in said(client.get(page))
    assert client.post(page, {"expected_version": 1}).status_code == 302
    addition.refresh_from_db()
    assert addition.confirmed_by == w.director
    assert "31/12/2026, 12:00" in said(client.get(here("call", w.call)))
    assert client.post(page, {"expected_version": 2}).status_code == 409


def test_dates_that_cannot_be_are_refused_and_stay_typed(client, w):
    right = {
        "closes_on": "31/12/2026", "closes_time": "12:00", "act": ACT["act"], "act_date": "16/11/2026",
        "reason": "Il mio motivo",
    }  # fmt: skip
    enter(client, w.manager)
    for change in (
        {"closes_on": "01/12/2026"}, {"closes_on": "31/02/2027"}, {"act": ""}, {"closes_time": "25:00"},
        {"opens_on": "01/03/2027"}, {"opens_on": "01/12/2026", "opens_time": "09:00"}, {"rule_set": "x"},
    ):  # fmt: skip
        answer = client.post(here("extend_call", w.call), right | change)
        assert answer.status_code == 422, change
        assert "Il mio motivo" in answer.content.decode()
    assert not CallAddition.objects.exists()
    prepared(w)
    assert client.post(here("extend_call", w.call), right).status_code == 409  # one at a time


def test_the_database_asks_for_two_people_and_keeps_windows_apart(w):
    addition = prepared(w)
    rows = CallAddition.objects.filter(pk=addition.pk)
    with pytest.raises(IntegrityError, match="confirmed_by_another"), transaction.atomic():
        rows.update(confirmed_at=NOW, confirmed_by=w.manager)
    with pytest.raises(IntegrityError, match="inside the first"), transaction.atomic():
        rows.update(opens_at=w.call.closes_at - timedelta(days=1))
    confirmed(w, addition)
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        rows.update(closes_at=NEW_CLOSING + timedelta(days=1))
    other = {"call": w.call, "kind": "reopening", "prepared_at": NOW, "prepared_by": w.manager, **ACT}
    with pytest.raises(IntegrityError, match="call_windows_apart"), transaction.atomic():
        CallAddition.objects.create(
            opens_at=NEW_CLOSING - timedelta(days=2), closes_at=NEW_CLOSING + timedelta(days=2),
            confirmed_at=NOW, confirmed_by=w.director, **other,
        )  # fmt: skip


def test_it_is_checked_again_when_it_is_confirmed(w):
    addition = prepared(w)
    with pytest.raises(Refused, match="già passata"):
        confirmed(w, addition, at=NEW_CLOSING + timedelta(days=1))
    addition.refresh_from_db()
    assert addition.confirmed_at is None


def test_a_new_draft_is_taken_in_the_new_window(w):
    confirmed(w, prepared(w, at=LATE), at=LATE)
    made = make_draft(w, "renato", at=LATE)
    assert made.call == w.call


def test_another_ambito_and_a_draft_call(client, w):
    stranger = world("altrove", "B2-ALTRO")
    assert enter(client, stranger.manager).get(here("extend_call", w.call)).status_code == 404
    assert enter(client, w.director).get(here("extend_call", w.call)).status_code == 403
