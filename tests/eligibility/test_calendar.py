"""Days and months due. Cases 27, 27b and 27c: ATS Brescia, what goes with Measure B1 (B2 in Trezzo repeats 60 and 90).

https://www.ats-brescia.it/compatibile-misura-b1
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from eligibility.calendar import (
    AbsenceLimit,
    Period,
    Stay,
    days_due,
    first_day,
    last_day,
    months_due,
    prorated,
    recovered,
    timeline,
)
from eligibility.dates import add_months, birthday, months
from tests.eligibility.rich_people import RICH

RULES = RICH.calendar
ADULT, MINOR = date(1940, 1, 1), date(2015, 1, 1)


def lines(start, end, *stays, born=ADULT, rules=RULES):
    return [(p.state, p.starts_on, p.ends_on) for p in timeline(rules, start, end, stays, born)]


def test_27_respite_is_paid_for_60_days_then_suspended_until_the_day_of_return():
    stay = Stay("respite", date(2025, 3, 1), date(2025, 5, 9))
    assert lines(date(2025, 1, 1), date(2025, 12, 31), stay) == [
        ("due", date(2025, 1, 1), date(2025, 4, 29)),
        ("suspended", date(2025, 4, 30), date(2025, 5, 9)),
        ("due", date(2025, 5, 10), date(2025, 12, 31)),
    ]


def test_27b_the_days_of_the_new_year_count_only_after_going_home():
    stay = Stay("respite", date(2025, 11, 20), date(2026, 2, 10))
    again = Stay("respite", date(2026, 3, 1), date(2026, 4, 29))  # 60 days after going home
    assert lines(date(2025, 11, 1), date(2026, 4, 30), stay, again) == [
        ("due", date(2025, 11, 1), date(2026, 1, 18)),
        ("suspended", date(2026, 1, 19), date(2026, 2, 10)),
        ("due", date(2026, 2, 11), date(2026, 4, 30)),
    ]
    [absence, *rest] = RULES.absences
    at_once = replace(RULES, absences=(replace(absence, new_year="at_once"), *rest))
    assert lines(date(2025, 11, 1), date(2026, 2, 28), stay, rules=at_once) == [
        ("due", date(2025, 11, 1), date(2026, 2, 28))
    ]


def test_27c_120_consecutive_days_end_the_measure():
    stay = Stay("respite", date(2025, 1, 1), date(2025, 4, 30))  # 120 days
    assert lines(date(2025, 1, 1), date(2025, 6, 30), stay) == [
        ("due", date(2025, 1, 1), date(2025, 3, 1)),
        ("suspended", date(2025, 3, 2), date(2025, 4, 29)),
        ("ended", date(2025, 4, 30), date(2025, 6, 30)),
    ]
    shorter = Stay("respite", date(2025, 1, 1), date(2025, 4, 29))
    assert lines(date(2025, 1, 1), date(2025, 6, 30), shorter)[-1] == (
        "due",
        date(2025, 4, 30),
        date(2025, 6, 30),
    )


def test_minors_have_90_days_and_the_lowest_limit_counts_while_the_age_is_not_known():
    stay = Stay("respite", date(2025, 1, 1), date(2025, 4, 9))
    assert lines(date(2025, 1, 1), date(2025, 4, 9), stay, born=MINOR)[1][1] == date(2025, 4, 1)
    assert lines(date(2025, 1, 1), date(2025, 4, 9), stay, born=None)[1][1] == date(2025, 3, 2)


def test_stays_of_one_year_add_up_and_two_that_touch_are_one():
    split = (
        Stay("respite", date(2025, 1, 1), date(2025, 1, 31)),
        Stay("respite", date(2025, 6, 1), date(2025, 6, 30)),
    )
    assert lines(date(2025, 6, 1), date(2025, 6, 30), *split)[1] == (
        "suspended",
        date(2025, 6, 30),
        date(2025, 6, 30),
    )
    touching = (Stay("respite", date(2025, 1, 1), date(2025, 2, 28)), Stay("respite", date(2025, 3, 1)))
    assert lines(date(2025, 1, 1), date(2025, 5, 31), *touching)[-1][:2] == ("ended", date(2025, 4, 30))


def test_a_hospital_stay_never_suspends_and_one_without_end_goes_on():
    assert lines(date(2025, 1, 1), date(2025, 12, 31), Stay("hospital", date(2025, 1, 1))) == [
        ("due", date(2025, 1, 1), date(2025, 12, 31))
    ]
    two = (Stay("respite", date(2025, 1, 1)), Stay("hospital", date(2025, 2, 1), date(2025, 2, 3)))
    assert lines(date(2025, 1, 1), date(2025, 12, 31), *two)[-1][0] == "ended"


def test_a_reason_the_calendar_does_not_have_is_said():
    with pytest.raises(ValueError, match="holiday: not an absence of this calendar"):
        timeline(RULES, date(2025, 1, 1), date(2025, 1, 2), [Stay("holiday", date(2025, 1, 1))])


@pytest.mark.parametrize(
    ("method", "due", "month", "expected"),
    [
        ("full_month", 1, date(2025, 4, 1), "100.00"), ("full_month", 0, date(2025, 4, 1), "0.00"),
        ("thirtieths", 29, date(2025, 4, 1), "96.67"), ("thirtieths", 30, date(2025, 4, 1), "100.00"),
        ("thirtieths", 30, date(2025, 5, 1), "100.00"), ("thirtieths", 31, date(2025, 5, 1), "100.00"),
        ("thirtieths", 15, date(2025, 2, 1), "50.00"), ("thirtieths", 28, date(2025, 2, 1), "100.00"),
        ("actual_days", 14, date(2025, 2, 1), "50.00"), ("actual_days", 1, date(2025, 5, 1), "3.23"),
        ("whole_month_if", 14, date(2025, 5, 1), "0.00"), ("whole_month_if", 15, date(2025, 5, 1), "100.00"),
        (None, 31, date(2025, 5, 1), "100.00"), (None, 0, date(2025, 5, 1), "0.00"), (None, 3, date(2025, 5, 1), None),
    ],
)  # fmt: skip
def test_proration_by_a_named_method(method, due, month, expected):
    rules = replace(RULES, proration=method, whole_month_days=15 if method == "whole_month_if" else None)
    assert prorated(rules, Decimal("100.00"), due, month) == (expected and Decimal(expected))


def test_every_month_of_a_period_is_listed_with_its_days():
    stay = Stay("respite", date(2025, 3, 1), date(2025, 5, 9))
    periods = timeline(RULES, date(2025, 4, 1), date(2025, 6, 30), [stay], ADULT)
    assert months_due(RULES, Decimal(300), periods) == (
        (date(2025, 4, 1), 29, Decimal("290.00")),
        (date(2025, 5, 1), 22, Decimal("220.00")),
        (date(2025, 6, 1), 30, Decimal(300)),
    )
    assert months_due(RULES, Decimal(300), ()) == ()
    assert days_due([Period("ended", date(2025, 4, 1), date(2025, 4, 30))], date(2025, 4, 9)) == 0


def test_start_and_end():
    july, august = date(2026, 7, 1), date(2026, 8, 10)
    assert first_day(RULES, july, august) == july
    assert first_day(RULES, None, august) == august
    award, after = (replace(RULES, starts=one) for one in ("award", "month_after_award"))
    assert (first_day(award, july, august), first_day(award, july, date(2026, 6, 1))) == (august, july)
    assert (first_day(after, july, august), first_day(after, None, august)) == (date(2026, 9, 1),) * 2
    assert first_day(replace(RULES, starts=None), july, august) is None
    end, death = date(2026, 12, 31), date(2026, 10, 5)
    assert last_day(RULES, end) == end
    assert last_day(RULES, end, death=death) == death
    assert last_day(RULES, end, placement=death) == death - timedelta(1)
    assert last_day(RULES, end, death=death, placement=date(2026, 9, 1)) == date(2026, 8, 31)
    assert last_day(RULES, end, death=date(2027, 1, 1)) == end
    assert last_day(replace(RULES, day_of_death_due=None), end, death=death) is None


def test_undue_money_is_taken_off_the_next_payments_first():
    payments = (Decimal(100), Decimal(100))
    assert recovered(RULES, Decimal(150), payments) == ((100, 50), 0)
    assert recovered(RULES, Decimal(250), payments) == ((100, 100), 50)
    assert recovered(replace(RULES, recovery="refund"), Decimal(150), payments) == ((0, 0), 150)
    half = replace(RULES, recovery_percent=Decimal(50))  # half a cent is never held back
    assert recovered(half, Decimal(1), (Decimal("0.07"),)) == ((Decimal("0.03"),), Decimal("0.97"))
    assert recovered(replace(RULES, recovery=None), Decimal(150), payments) is None


def test_months_and_birthdays():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 15), -1) == date(2025, 12, 15)
    assert months(date(2026, 1, 31), date(2026, 3, 1)) == [
        date(2026, 1, 1),
        date(2026, 2, 1),
        date(2026, 3, 1),
    ]
    assert birthday(date(2004, 2, 29), 18) == date(2022, 3, 1)
    assert birthday(date(2004, 2, 29), 20) == date(2024, 2, 29)
    assert RULES.absence("none") is None


def test_half_a_cent_goes_up():
    assert prorated(RULES, Decimal("0.01"), 15, date(2025, 4, 1)) == Decimal("0.01")
    assert prorated(RULES, Decimal("0.05"), 15, date(2025, 4, 1)) == Decimal("0.03")


def test_a_death_or_a_placement_on_the_very_last_day():
    end = date(2026, 12, 31)
    assert last_day(replace(RULES, day_of_death_due=None), end, death=end) is None
    assert last_day(RULES, end, placement=end) == end - timedelta(1)
    assert last_day(replace(RULES, day_of_placement_due=None), end, placement=end + timedelta(1)) == end


def test_a_period_says_why():
    stay = Stay("respite", date(2025, 1, 1), date(2025, 4, 30))
    due, suspended, ended = timeline(RULES, date(2025, 1, 1), date(2025, 6, 30), [stay], ADULT)
    assert (due.reason, suspended.reason, ended.reason) == ("", "respite", "respite")


def test_the_months_go_from_the_first_period_to_the_last():
    periods = (
        Period("suspended", date(2025, 4, 16), date(2025, 5, 31), "respite"),
        Period("due", date(2025, 6, 1), date(2025, 6, 15)),
    )
    assert months_due(RULES, Decimal(100), periods) == (
        (date(2025, 4, 1), 0, Decimal("0.00")),
        (date(2025, 5, 1), 0, Decimal("0.00")),
        (date(2025, 6, 1), 15, Decimal("50.00")),
    )


def test_the_limit_is_that_of_the_age_on_the_first_day_and_of_the_newborn_before_birth():
    [absence, *rest] = RULES.absences
    limits = (AbsenceLimit(under_age=1, max_days=5), AbsenceLimit(from_age=1, max_days=60))
    rules = replace(RULES, absences=(replace(absence, limits=limits), *rest))
    stay = Stay("respite", date(2025, 1, 1), date(2025, 1, 31))
    for born, suspended in ((date(2024, 1, 1), None), (date(2024, 1, 2), 6), (date(2026, 1, 1), 6)):
        days = lines(date(2025, 1, 1), date(2025, 1, 31), stay, born=born, rules=rules)
        assert days[1:] == ([("suspended", date(2025, 1, suspended), date(2025, 1, 31))] if suspended else [])


def test_of_two_stays_that_end_the_measure_the_first_counts_whatever_the_order():
    [respite, hospital] = RULES.absences
    rules = replace(RULES, absences=(respite, replace(hospital, discharge_after=100)))
    stays = [Stay("respite", date(2025, 1, 1)), Stay("hospital", date(2025, 1, 2))]
    for order in (stays, stays[::-1]):
        last = timeline(rules, date(2025, 1, 1), date(2025, 12, 31), order, ADULT)[-1]
        assert (last.state, last.starts_on, last.reason) == ("ended", date(2025, 4, 11), "hospital")


def test_a_stay_that_goes_on_and_one_inside_another():
    going_on = Stay("respite", date(2025, 3, 1))
    inside = Stay("respite", date(2025, 3, 5), date(2025, 3, 6))
    assert lines(date(2025, 3, 1), date(2025, 4, 30), going_on, inside) == [
        ("due", date(2025, 3, 1), date(2025, 4, 29)),
        ("suspended", date(2025, 4, 30), date(2025, 4, 30)),
    ]
    after = Stay("respite", date(2025, 5, 1))  # begins after the last day looked at
    assert lines(date(2025, 3, 1), date(2025, 4, 30), after) == [("due", date(2025, 3, 1), date(2025, 4, 30))]
    apart = (Stay("respite", date(2025, 1, 1), date(2025, 2, 28)), Stay("respite", date(2025, 3, 2)))
    # 59 days, one day at home, then 59 more: the 60 of the year end on 2 March and nothing is discharged.
    assert lines(date(2025, 1, 1), date(2025, 4, 30), *apart) == [
        ("due", date(2025, 1, 1), date(2025, 3, 2)),
        ("suspended", date(2025, 3, 3), date(2025, 4, 30)),
    ]
