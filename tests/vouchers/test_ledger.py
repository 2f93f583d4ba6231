"""What is due, month by month, and what has been booked."""

from datetime import date
from decimal import Decimal

import pytest

from tests.vouchers.factories import NOVEMBER, advance, awarded, make_run
from vouchers.ledger import MonthRule, booked, days_present, due, months
from vouchers.models import Award, AwardComponent, Interruption

FULL, NOTHING = Decimal("400.00"), Decimal("0.00")


def component(starts_on, ends_on):
    return AwardComponent(
        award=Award(starts_on=starts_on, ends_on=ends_on), code="caregiver", monthly_amount=FULL
    )


def away(starts_on, ends_on=None):
    return Interruption(starts_on=starts_on, ends_on=ends_on)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "amount"),
    [
        (date(2026, 11, 1), date(2027, 5, 31), FULL),
        (date(2026, 11, 2), date(2027, 5, 31), NOTHING),  # begins after the first day
        (date(2026, 6, 1), date(2026, 11, 1), FULL),  # covers the first day, its last
        (date(2026, 6, 1), date(2026, 10, 31), NOTHING),
    ],
)
def test_a_month_is_due_when_the_award_covers_its_first_day(starts_on, ends_on, amount):
    assert due(component(starts_on, ends_on), NOVEMBER, []) == amount


@pytest.mark.parametrize(
    ("interruptions", "amount"),
    [
        ([away(date(2026, 11, 1), date(2026, 11, 30))], NOTHING),
        ([away(date(2026, 10, 5))], NOTHING),  # goes on
        ([away(date(2026, 11, 2))], FULL),  # at home on the first
        ([away(date(2026, 10, 5), date(2026, 11, 29))], FULL),  # back on the thirtieth
        ([away(date(2026, 10, 5), date(2026, 11, 14)), away(date(2026, 11, 15))], NOTHING),  # two in a row
        ([away(date(2026, 12, 1))], FULL),
    ],
)
def test_a_month_wholly_away_is_not_due(interruptions, amount):
    assert due(component(date(2026, 6, 1), date(2027, 5, 31)), NOVEMBER, interruptions) == amount


def test_the_rule_is_one_parameter():
    half = MonthRule(days_present=15)
    two_weeks = [away(date(2026, 11, 1), date(2026, 11, 16))]
    one = component(date(2026, 6, 1), date(2027, 5, 31))
    assert days_present(NOVEMBER, two_weeks) == 14
    assert due(one, NOVEMBER, two_weeks) == FULL
    assert due(one, NOVEMBER, two_weeks, rule=half) == NOTHING


def test_months_go_from_first_to_last_over_the_year():
    assert list(months(date(2026, 11, 20), date(2027, 1, 5))) == [
        NOVEMBER,
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]


def test_booked_is_what_the_issue_wrote(w):
    awarded(w)
    run = make_run(w, state="approved")
    one = run.payments.get().component
    assert booked(one, NOVEMBER) == NOTHING
    advance(w, run, to="issuing")
    assert booked(one, NOVEMBER) == FULL
