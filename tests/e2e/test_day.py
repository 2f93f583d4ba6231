"""A day of the Ambito: twelve cases with a twist each, carried by mouse, and again by the keyboard alone."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.e2e.conftest import Person, open_today
from tests.e2e.day import TWISTS, Day, eighteen_days_before
from tests.e2e.keyboard import AtKeyboard

pytestmark = [pytest.mark.e2e]


@pytest.fixture
def people(transactional_db):
    """The call of this day gives notice before a refusal (L. 241/1990, art. 10-bis)."""
    return open_today(refusal_notice=True)


@pytest.fixture(params=[Person, AtKeyboard], ids=["mouse", "keyboard"])
def at_work(request, people, live_server, browser):
    """at_work("nurse") → that person, signed in, with the hands of this run."""
    found, contexts = {}, []

    def enter(role):
        if role not in found:
            contexts.append(browser.new_context(locale="it-IT", viewport={"width": 1440, "height": 900}))
            page = contexts[-1].new_page()
            found[role] = request.param(page, live_server.url, getattr(people, role)).sign_in()
        return found[role]

    def go_home():
        while contexts:
            contexts.pop().close()
        found.clear()

    enter.go_home = go_home
    yield enter
    go_home()


def test_twelve_cases_of_one_day(at_work, people):
    day = Day(at_work, people)
    with time_machine.travel(timezone.now() - timedelta(days=18)):
        eighteen_days_before(day)
        at_work.go_home()
    for twist in TWISTS:
        twist(day)
