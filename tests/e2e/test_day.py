"""A day of the Ambito: twelve cases with a twist each, carried by mouse, and again by the keyboard alone."""

import pytest

from tests.e2e.conftest import Person, open_today
from tests.e2e.day import TWISTS, Day
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

    yield enter
    for context in contexts:
        context.close()


def test_twelve_cases_of_one_day(at_work, people):
    day = Day(at_work, people)
    for twist in TWISTS:
        twist(day)
