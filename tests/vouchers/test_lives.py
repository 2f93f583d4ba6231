"""Random lives of a case × monthly runs: whatever is learnt, in whatever order, the books end right."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from tests.vouchers.lives import WHOLE, Lives, live
from vouchers import checks, knowledge, ledger, recovery
from vouchers.rules import PaidBy


def test_whatever_is_learnt_the_books_end_right(transactional_db, monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", ())  # a block would stop the list, not change what is due
    live(lives=8, steps=8)


def _forget_corrections(monkeypatch):
    right = ledger.lines
    monkeypatch.setattr(
        ledger,
        "lines",
        lambda run, *more: ((found := right(run, *more)) and [x for x in found[0] if x.amount > 0], found[1]),
    )


def _keep_back_a_euro_always(monkeypatch):
    monkeypatch.setattr(recovery, "set_off", lambda *, gross, **_more: min(gross, Decimal("1.00")))


def _pay_without_the_report(monkeypatch):
    monkeypatch.setattr(knowledge.Life, "due", lambda life, component, month: WHOLE)


def _pay_before_the_months_together(monkeypatch):
    monkeypatch.setattr(PaidBy, "period_end", lambda rules, month: month)


OF_THE_MONTH = ("report", 0, ["400.00"], "accepted")


def _next_month(one, *facts):
    one.a_month(facts, False)
    one.only_what_was_reported_is_booked()


@pytest.mark.parametrize(
    ("fault", "facts"),
    [
        (_forget_corrections, [("report", 1, ["100.00"], "accepted"), OF_THE_MONTH]),
        (_keep_back_a_euro_always, [OF_THE_MONTH]),
        (_pay_without_the_report, []),
        (_pay_before_the_months_together, [OF_THE_MONTH]),
    ],
)
def test_a_planted_fault_is_found(transactional_db, monkeypatch, fault, facts):
    every = (
        3 if fault is _pay_before_the_months_together else 1
    )  # November is the last of three from September
    monkeypatch.setattr(checks, "CHECKS", ())
    one = Lives()
    one.begin(proration="", percent=None, reports={"after_report": True}, every=every)
    try:
        _next_month(one, OF_THE_MONTH)
        fault(monkeypatch)
        with pytest.raises((AssertionError, IntegrityError)):
            _next_month(one, *facts)
    finally:
        one.teardown()
