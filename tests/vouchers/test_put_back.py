"""Undoing a removal."""

import pytest

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, awarded, make_run
from vouchers.actions.put_back import put_back
from vouchers.actions.take_out import take_out


def test_the_lines_are_due_again(w):
    case = awarded(w)
    run = make_run(w, state="checked")
    take_out(run=run, application=case, reason="Da verificare", by=w.officer, at=NOW)
    put_back(run=run, application=case, by=w.officer, at=NOW)
    line = run.payments.get()
    assert (line.state, line.removed_reason, line.removed_by) == ("due", "", None)


def test_a_month_already_in_a_later_payment_stays_there(w):
    case = awarded(w)
    run = make_run(w)
    take_out(run=run, application=case, reason="Da verificare", by=w.officer, at=NOW)
    make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    with pytest.raises(Refused, match=r"another|altro"):
        put_back(run=run, application=case, by=w.officer, at=DECEMBER_NOW)
    assert run.payments.get().state == "taken_out"


def test_somebody_who_was_not_removed_is_not_put_back(w):
    case = awarded(w)
    run = make_run(w)
    with pytest.raises(Refused):
        put_back(run=run, application=case, by=w.officer, at=NOW)
