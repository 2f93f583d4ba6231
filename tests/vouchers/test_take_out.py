"""Leaving a person out of a month."""

import pytest

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.vouchers.factories import WORKED, awarded, make_run
from vouchers.actions.take_out import take_out


def test_every_line_of_the_case_goes_out_with_its_reason(w):
    case = awarded(w, "carla", **WORKED["carla"][0])
    run = make_run(w, state="checked")
    run = take_out(run=run, application=case, reason="Da verificare", by=w.officer, at=NOW)
    removed = run.payments.filter(application=case)
    assert {(p.state, p.removed_reason, p.removed_by) for p in removed} == {
        ("taken_out", "Da verificare", w.officer)
    }
    assert removed.count() == 2


def test_a_block_goes_with_the_person(w):
    case = awarded(w)
    awarded(w, "carla")
    type(case).objects.filter(pk=case.pk).update(iban="")
    run = make_run(w, state="checked")
    assert run.checks.filter(severity="block", application=case).exists()
    take_out(run=run, application=case, reason="Manca l’IBAN", by=w.officer, at=NOW)
    assert not run.checks.filter(severity="block").exists()


def test_without_a_reason_nothing_happens(w):
    case = awarded(w)
    run = make_run(w)
    with pytest.raises(Refused):
        take_out(run=run, application=case, reason="  ", by=w.officer, at=NOW)
    assert run.payments.get().state == "due"


@pytest.mark.parametrize("state", ["locked", "approved", "issued"])
def test_after_the_lock_nobody_is_removed(w, state):
    case = awarded(w)
    run = make_run(w, state=state)
    with pytest.raises(Refused):
        take_out(run=run, application=case, reason="Tardi", by=w.officer, at=NOW)
