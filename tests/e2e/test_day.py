"""A day of the Ambito: twelve cases with a twist each, carried by mouse, and again by the keyboard alone.

By mouse each begins at the intake. By keyboard ten do: those of the transfer and of the death are prepared up to the
award, whose steps are done by keyboard for the returned plan.
"""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.e2e import journey
from tests.e2e.conftest import Person, open_today
from tests.e2e.day import TWISTS, Day, applied, death_known_late, refused_and_appealed, transfer_in_mid_month
from tests.e2e.families import ADELE, FAUSTO, GIACOMO
from tests.e2e.journey import italian
from tests.e2e.keyboard import AtKeyboard
from tests.vouchers.factories import awarded

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


def paid_for_long(day, family):
    """The number of a case that is being paid, prepared without hands: its steps are those of ``returned_plan``."""
    who = family.first_name.lower()
    return awarded(day.people, who, starts_on=day.people.call.benefit_from, at=timezone.now()).number


def eighteen_days_before(day, *, by_hand):
    """Three cases have a past: two are being paid, one was told why it cannot be accepted. The same hands, that day;
    ``by_hand`` False: those that are being paid are prepared."""
    for twist, family in ((transfer_in_mid_month, FAUSTO), (death_known_late, GIACOMO)):
        day.begun[twist] = (
            journey.apply_and_decide(day.at_work, family) if by_hand else paid_for_long(day, family)
        )
    number = day.begun[refused_and_appealed] = applied(day, ADELE)
    day.manager.go(f"/pratiche/{number}/respingi/").reads("Prima manda il preavviso di rigetto")
    day.manager.go(f"/pratiche/{number}/preavviso/").reads("supera di 0,01 €")
    day.manager.fill("received_on", italian(day.today)).save()


def test_twelve_cases_of_one_day(at_work, people):
    day = Day(at_work, people)
    with time_machine.travel(timezone.now() - timedelta(days=18)):
        eighteen_days_before(day, by_hand=not isinstance(day.worker, AtKeyboard))
        at_work.go_home()
    for twist in TWISTS:
        twist(day)
