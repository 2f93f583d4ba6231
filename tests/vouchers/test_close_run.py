"""The month is over."""

import pytest

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.vouchers.answers_of_banks import came_back, camt
from tests.vouchers.factories import DECEMBER_NOW, advance, awarded, make_run
from tests.vouchers.test_record_answer import load
from vouchers.actions.close_run import close_run


def test_it_is_closed_when_every_outcome_is_known_and_a_late_return_still_counts(w):
    awarded(w)
    run = make_run(w, state="sent")
    with pytest.raises(Refused):
        close_run(run=run, by=w.officer, at=NOW)
    run = advance(w, run, to="closed")
    assert (run.state, run.closed_at, run.closed_by) == ("closed", NOW, w.officer)
    payout = run.payouts.get()
    load(w, camt("054", [came_back(payout.end_to_end_id, payout.amount)]), at=DECEMBER_NOW)
    payout.refresh_from_db()
    run.refresh_from_db()
    assert (payout.state, run.state) == ("returned", "closed")
