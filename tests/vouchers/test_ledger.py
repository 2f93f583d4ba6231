"""What is due, month by month, and what has been booked."""

from datetime import date
from decimal import Decimal

import pytest

from applications.models import Application, Person
from eligibility.calendar import Absence, AbsenceLimit, Calendar
from eligibility.text import Text
from tests.vouchers.factories import NOVEMBER, advance, awarded, make_run
from vouchers.knowledge import Life
from vouchers.ledger import booked, due_by_month, months
from vouchers.models import AmountChange, Award, AwardComponent, Interruption
from vouchers.rules import PaidBy

FULL, NOTHING = Decimal("400.00"), Decimal("0.00")
WORDS = {"label": Text("x", "x"), "sentence": Text("x", "x")}


def life(starts_on=date(2026, 6, 1), ends_on=date(2027, 5, 31), *, away=(), died_on=None, **rules):
    """An award of 400 euro a month paid by a calendar of its own; by default months are paid whole."""
    person = Person(birth_date=date(1948, 7, 12), died_on=died_on)
    award = Award(pk=1, application=Application(person=person), starts_on=starts_on, ends_on=ends_on)
    stops = [
        Absence(code=reason, limits=(AbsenceLimit(max_days=0),), **WORDS)
        for reason in Interruption.Reason.values
        if reason not in {one.code for one in rules.get("absences", ())}
    ]
    rules = {"proration": "full_month", "day_of_death_due": True} | rules
    rules["absences"] = (*rules.get("absences", ()), *stops)
    return Life(award, PaidBy(Calendar(**WORDS, **rules)), list(away))


def component(one):
    return AwardComponent(pk=7, award=one.award, code="caregiver", monthly_amount=FULL)


def due(one, month=NOVEMBER):
    return one.due(component(one), month)


def away(starts_on, ends_on=None, reason="hospital"):
    return Interruption(starts_on=starts_on, ends_on=ends_on, reason=reason)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "amount"),
    [
        (date(2026, 11, 1), date(2027, 5, 31), FULL),
        (date(2026, 11, 30), date(2027, 5, 31), FULL),  # one day is a month, when months are paid whole
        (date(2026, 12, 1), date(2027, 5, 31), NOTHING),
        (date(2026, 6, 1), date(2026, 11, 1), FULL),
        (date(2026, 6, 1), date(2026, 10, 31), NOTHING),
    ],
)
def test_a_month_paid_whole_is_due_from_its_first_day_of_benefit(starts_on, ends_on, amount):
    assert due(life(starts_on, ends_on)) == amount


@pytest.mark.parametrize(
    ("stays", "amount"),
    [
        ([away(date(2026, 11, 1), date(2026, 11, 30))], NOTHING),
        ([away(date(2026, 10, 5))], NOTHING),  # goes on
        ([away(date(2026, 11, 2))], FULL),  # at home on the first
        ([away(date(2026, 10, 5), date(2026, 11, 29))], FULL),  # back on the thirtieth
        ([away(date(2026, 10, 5), date(2026, 11, 14)), away(date(2026, 11, 15))], NOTHING),  # two in a row
        ([away(date(2026, 12, 1))], FULL),
    ],
)
def test_a_month_wholly_away_is_not_due(stays, amount):
    assert due(life(away=stays)) == amount


@pytest.mark.parametrize(
    ("proration", "amount"),
    [
        ({"proration": "whole_month_if", "whole_month_days": 15}, NOTHING),
        ({"proration": "whole_month_if", "whole_month_days": 14}, FULL),
        ({"proration": "thirtieths"}, Decimal("186.67")),  # 400 × 14 / 30
        ({"proration": "actual_days"}, Decimal("186.67")),  # November has 30 days
    ],
)
def test_parts_of_a_month_follow_the_method_of_the_call(proration, amount):
    one = life(away=[away(date(2026, 11, 1), date(2026, 11, 16))], **proration)
    assert due(one) == amount


@pytest.mark.parametrize(
    ("counts", "on", "amount"),
    [
        (True, date(2026, 11, 10), "133.33"),
        (False, date(2026, 11, 10), "120.00"),
        (False, date(2026, 11, 1), "0.00"),
    ],
)
def test_the_day_of_death_counts_when_the_call_says_so(counts, on, amount):
    one = life(died_on=on, proration="thirtieths", day_of_death_due=counts)
    assert due(one) == Decimal(amount)
    assert due(one, date(2026, 12, 1)) == NOTHING


def test_the_change_decided_last_holds_from_its_month_on():
    one = life()
    first = AmountChange(component_id=7, from_month=date(2026, 9, 1), monthly_amount=Decimal("300.00"))
    later = AmountChange(component_id=7, from_month=date(2026, 10, 1), monthly_amount=Decimal("250.00"))
    back = AmountChange(component_id=7, from_month=date(2026, 8, 1), monthly_amount=Decimal("350.00"))
    one.changes = {7: [first, later]}
    found = [due(one, date(2026, month, 1)) for month in (8, 9, 10, 11)]
    assert found == [FULL, Decimal("300.00"), Decimal("250.00"), Decimal("250.00")]
    one.changes = {7: [first, later, back]}  # decided after the others, from an earlier month
    assert [due(one, date(2026, month, 1)) for month in (7, 8, 11)] == [
        FULL,
        Decimal("350.00"),
        Decimal("350.00"),
    ]


RESPITE = Absence(
    code="respite",
    limits=(AbsenceLimit(under_age=18, max_days=90), AbsenceLimit(from_age=18, max_days=60)),
    discharge_after=120,
    **WORDS,
)


def dues(one, *spans):
    return [due(one, date(year, month, 1)) for year, month in spans]


def test_worked_case_27_respite_of_seventy_days():
    """1 March is day 1: paid to 29 April, suspended from 30 April to 9 May, active from the return."""
    one = life(
        date(2026, 1, 1),
        date(2026, 12, 31),
        away=[away(date(2026, 3, 1), date(2026, 5, 9), "respite")],
        absences=(RESPITE,),
        proration="actual_days",
    )
    states = [(p.state, p.starts_on, p.ends_on) for p in one.periods]
    assert states == [
        ("due", date(2026, 1, 1), date(2026, 4, 29)),
        ("suspended", date(2026, 4, 30), date(2026, 5, 9)),
        ("due", date(2026, 5, 10), date(2026, 12, 31)),
    ]
    # April 29 days of 30, May 22 of 31
    assert dues(one, (2026, 3), (2026, 4), (2026, 5), (2026, 6)) == [
        FULL, Decimal("386.67"), Decimal("283.87"), FULL,
    ]  # fmt: skip


def test_worked_case_27b_the_days_of_two_years_do_not_add_up():
    """20 November is day 1, 18 January day 60: suspended from 19 January although the year changed."""
    one = life(
        date(2025, 6, 1),
        date(2026, 5, 31),
        away=[away(date(2025, 11, 20), date(2026, 2, 10), "respite")],
        absences=(RESPITE,),
        proration="actual_days",
    )
    assert [p.starts_on for p in one.periods if p.state == "suspended"] == [date(2026, 1, 19)]
    assert dues(one, (2025, 12), (2026, 1), (2026, 2), (2026, 3)) == [
        FULL, Decimal("232.26"), Decimal("257.14"), FULL,
    ]  # fmt: skip


def test_worked_case_27c_on_day_120_the_measure_ends():
    one = life(
        date(2026, 1, 1),
        date(2026, 12, 31),
        away=[away(date(2026, 3, 1), None, "respite")],
        absences=(RESPITE,),
        proration="actual_days",
    )
    assert [(p.state, p.starts_on) for p in one.periods][-2:] == [
        ("suspended", date(2026, 4, 30)),
        ("ended", date(2026, 6, 28)),  # 1 March + 119 days
    ]
    assert dues(one, (2026, 5), (2026, 6), (2026, 7)) == [NOTHING, NOTHING, NOTHING]


def test_two_awards_that_share_a_month_never_make_it_dearer():
    one, two = life(ends_on=date(2026, 11, 10)), life(date(2026, 11, 11))
    two.award.pk = 2
    for pk, each in enumerate((one, two)):
        each.award._prefetched_objects_cache = {
            "components": [AwardComponent(pk=pk, award=each.award, code="caregiver", monthly_amount=FULL)]
        }
    found = due_by_month([one, two], until=NOVEMBER)
    assert found[("caregiver", NOVEMBER)][0] == FULL


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
