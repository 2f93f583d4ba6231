"""The calls, read-only."""

import re
from datetime import timedelta

import pytest

from applications.views.calls import state
from tests.applications.factories import make_case, make_draft, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


def listed(page):
    """How many cases each call has, as the list says it."""
    return re.findall(r'<td data-l="Pratiche" class="num">([^<]*)<', page.content.decode())


def test_a_call_with_its_window_rules_and_cases(client, w):
    make_case(w, "adele", status="assessing")
    make_draft(w, "renato", by=w.other_social_worker)
    page = enter(client, w.manager).get("/avvisi/")
    assert "Avviso Misura B2 2026" in page.content.decode()
    assert listed(page) == ["2"]
    page = client.get("/avvisi/B2-2026/")
    assert page.context["total"] == 2
    text = page.content.decode()
    for words in ("Determinazione n. 12 del 15/01/2026", "15/12/2026, 12:00", "regione-2022", "B2-2026-0001"):
        assert words in text, words
    # a Comune counts its own
    assert enter(client, w.social_worker).get("/avvisi/B2-2026/").context["total"] == 1
    assert listed(client.get("/avvisi/")) == ["1"]


def test_the_state_of_a_call_turns_at_the_minute(w):
    call = w.call
    second = timedelta(seconds=1)
    words = lambda at: state(call, at=at)[0]  # noqa: E731
    assert words(call.published_at - second) == "mute"
    assert words(call.opens_at - second) == "info"
    assert words(call.opens_at) == "ok"
    assert words(call.closes_at - second) == "ok"
    assert words(call.closes_at) == "mute"


def test_who_sees_calls(client, w):
    assert enter(client, w.nurse).get("/avvisi/").status_code == 403
    other = world("altrove", "B2-ALTRO")
    assert enter(client, other.manager).get("/avvisi/B2-2026/").status_code == 404
    assert enter(client, w.officer).get("/avvisi/B2-2026/").status_code == 200
