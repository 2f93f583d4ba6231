"""The treasurer has paid."""

from decimal import Decimal

import pytest
from django.db.models import Sum

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.vouchers.factories import advance, awarded, make_run
from vouchers.actions.mark_paid import mark_paid
from vouchers.actions.take_out import take_out
from vouchers.ledger import paid_to


def test_every_line_of_the_list_is_paid(w):
    awarded(w)
    run = make_run(w, state="paid")
    assert run.payments.get().state == "paid"
    assert (run.paid_at, run.paid_by) == (NOW, w.officer)
    payout = run.payouts.get()
    assert (payout.state, payout.amount, payout.paid_on) == ("paid", Decimal("400.00"), run.value_date)
    case = payout.application
    assert paid_to(case) == Decimal("400.00")
    assert not case.ledger.filter(account="payable").aggregate(left=Sum("amount"))["left"]


def test_who_was_removed_is_not(w):
    case = awarded(w)
    awarded(w, "carla")
    run = make_run(w)
    take_out(run=run, application=case, reason="Da verificare", by=w.officer, at=NOW)
    advance(w, run, to="paid")
    assert run.payments.get(application=case).state == "taken_out"


@pytest.mark.parametrize("state", ["approved", "issuing", "issued"])
def test_not_before_the_list_is_sent(w, state):
    awarded(w)
    run = make_run(w, state=state)
    with pytest.raises(Refused):
        mark_paid(run=run, by=w.officer, at=NOW)
