"""The files are given to the bank."""

import pytest

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.vouchers.factories import advance, awarded, make_run
from vouchers.actions.send_run import send_run


def test_only_what_is_issued_is_sent_and_once(w):
    awarded(w)
    run = make_run(w, state="issuing")
    with pytest.raises(Refused):
        send_run(run=run, by=w.officer, at=NOW)
    run = advance(w, run, to="sent")
    assert (run.sent_at, run.sent_by) == (NOW, w.officer)
    for by in (w.officer, w.director):
        with pytest.raises(Refused):
            send_run(run=run, by=by, at=NOW)
