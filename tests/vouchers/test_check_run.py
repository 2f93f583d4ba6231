"""Running the checks brings the list up to today."""

from decimal import Decimal

import pytest

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.vouchers.factories import NOVEMBER, awarded, make_run
from vouchers.actions.check_run import check_run
from vouchers.actions.register_interruption import register_interruption
from vouchers.actions.take_out import take_out
from vouchers.checks import CHECKS


def test_a_case_awarded_meanwhile_comes_in(w):
    awarded(w)
    run = make_run(w)
    awarded(w, "carla")
    run = check_run(run=run, by=w.officer, at=NOW)
    assert run.payments.count() == 2
    assert run.state == "checked"
    assert (run.checked_by, run.version) == (w.officer, 1)


def test_a_line_no_longer_due_goes_out(w):
    case = awarded(w)
    run = make_run(w)
    register_interruption(application=case, by=w.social_worker, at=NOW, reason="hospital", starts_on=NOVEMBER)
    assert not check_run(run=run, by=w.officer, at=NOW).payments.exists()


def test_somebody_removed_by_hand_stays_out(w):
    case = awarded(w)
    run = make_run(w)
    take_out(run=run, application=case, reason="Da verificare", by=w.officer, at=NOW)
    check_run(run=run, by=w.officer, at=NOW)
    assert [p.state for p in run.payments.all()] == ["taken_out"]


def test_every_check_leaves_its_outcome_the_good_ones_too(w):
    awarded(w)
    run = make_run(w, state="checked")
    summaries = run.checks.filter(application__isnull=True)
    assert {row.code for row in summaries} == {check.code for check in CHECKS}
    assert {row.severity for row in summaries} == {"ok"}


def test_a_locked_list_is_not_checked_again(w):
    awarded(w)
    run = make_run(w, state="locked")
    with pytest.raises(Refused):
        check_run(run=run, by=w.officer, at=NOW)
    assert run.payments.get().amount == Decimal("400.00")
