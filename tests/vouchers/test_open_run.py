"""Preparing a month: the lines that are due, once."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.refusal import Refused
from tests.applications.factories import NOW, make_case
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded, make_run
from vouchers.actions.open_run import open_run, value_date_of
from vouchers.actions.take_out import take_out
from vouchers.models import Payment, PaymentRun


def lines(run):
    return [(p.month, p.amount, p.cause) for p in run.payments.order_by("month")]


def test_a_case_being_paid_has_a_line_and_an_eligible_one_has_none(w):
    case = awarded(w)
    make_case(w, "carla")
    run = make_run(w)
    assert lines(run) == [(NOVEMBER, Decimal("400.00"), "")]
    assert run.payments.get().person == case.person
    assert run.state == "draft"


def test_a_month_opened_twice_is_refused_naming_month_and_person(w):
    make_run(w)
    with pytest.raises(Refused) as refusal:
        make_run(w)
    assert "Elena Vismara" in str(refusal.value)
    assert "2026" in str(refusal.value)
    assert PaymentRun.objects.count() == 1


def test_months_since_the_award_began_come_as_arrears_with_their_cause(w):
    awarded(w, starts_on=date(2026, 9, 1))
    found = lines(make_run(w))
    assert found == [
        (date(2026, 9, 1), Decimal("400.00"), "late_award"),
        (date(2026, 10, 1), Decimal("400.00"), "late_award"),
        (NOVEMBER, Decimal("400.00"), ""),
    ]


def test_a_month_removed_by_hand_comes_back_next_month_with_its_reason(w):
    case = awarded(w)
    run = make_run(w)
    take_out(run=run, application=case, reason="Manca la delega", by=w.officer, at=NOW)
    december = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    assert lines(december) == [
        (NOVEMBER, Decimal("400.00"), "taken_out"),
        (DECEMBER, Decimal("400.00"), ""),
    ]
    assert december.payments.get(month=NOVEMBER).cause_note == "Manca la delega"


def test_what_another_run_already_carries_is_not_proposed_again(w):
    awarded(w)
    make_run(w)
    assert lines(make_run(w, month=DECEMBER, at=DECEMBER_NOW)) == [(DECEMBER, Decimal("400.00"), "")]
    assert Payment.objects.count() == 2


@pytest.mark.parametrize("who", ["social_worker", "nurse", "director", "auditor"])
def test_only_who_prepares_payments_may_open(w, who):
    with pytest.raises(Refused):
        open_run(plan_office=w.plan_office, month=NOVEMBER, by=getattr(w, who), at=NOW)


def test_a_month_far_away_is_too_early(w):
    with pytest.raises(Refused, match=r"early|presto"):
        open_run(plan_office=w.plan_office, month=date(2027, 3, 1), by=w.officer, at=NOW)


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (NOVEMBER, date(2026, 11, 27)),  # a Friday
        (date(2026, 9, 1), date(2026, 9, 25)),  # 27 September is a Sunday
        (DECEMBER, date(2026, 12, 24)),  # a Sunday, after Christmas and Saint Stephen
    ],
)
def test_the_value_date_is_a_working_day(month, day):
    assert value_date_of(month) == day
