"""Opening the list again."""

import pytest

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.vouchers.factories import awarded, make_run
from vouchers.actions.approve_run import approve_run
from vouchers.actions.lock_run import lock_run
from vouchers.actions.unlock_run import unlock_run


def test_the_signatures_fall_and_are_kept(w):
    awarded(w)
    run = make_run(w, state="locked")
    approve_run(run=run, by=w.manager, at=NOW, lines_hash=run.lines_hash)
    run = unlock_run(run=run, by=w.officer, at=NOW)
    signature = run.approvals.get()
    assert (signature.voided_at, signature.voided_by) == (NOW, w.officer)
    assert (run.state, run.lines_hash, run.locked_by) == ("checked", "", None)
    assert run.payments.get().iban == ""


def test_after_a_new_lock_both_sign_again(w):
    awarded(w)
    run = make_run(w, state="locked")
    approve_run(run=run, by=w.manager, at=NOW, lines_hash=run.lines_hash)
    run = unlock_run(run=run, by=w.officer, at=NOW)
    run = lock_run(run=run, by=w.officer, at=NOW, expected_version=run.version)
    assert approve_run(run=run, by=w.director, at=NOW, lines_hash=run.lines_hash).state == "locked"
    assert approve_run(run=run, by=w.manager, at=NOW, lines_hash=run.lines_hash).state == "approved"


def test_an_approved_list_stays_locked(w):
    awarded(w)
    run = make_run(w, state="approved")
    with pytest.raises(Refused):
        unlock_run(run=run, by=w.officer, at=NOW)
