"""Closing the list."""

import pytest

from accounts.refusal import Refused
from applications.models import Application
from tests.applications.factories import NOW
from tests.vouchers.factories import awarded, iban_of, make_run
from vouchers.actions.lock_run import lock_run
from vouchers.actions.unlock_run import unlock_run
from vouchers.models import PaymentRun


def lock(w, run, **more):
    return lock_run(run=run, by=w.officer, at=NOW, **({"expected_version": run.version} | more))


def test_payee_and_account_are_frozen_with_the_hash(w):
    case = awarded(w)
    run = lock(w, make_run(w, state="checked"))
    line = run.payments.get()
    assert (line.payee_name, line.iban) == ("Adele Brambati", iban_of("adele"))
    assert len(run.lines_hash) == 64
    Application.objects.filter(pk=case.pk).update(iban="IT60X0542811101000000123456")
    line.refresh_from_db()
    assert line.iban == iban_of("adele")


def test_the_hash_changes_with_an_account(w):
    case = awarded(w)
    run = make_run(w, state="checked")
    first = lock(w, run).lines_hash
    run = unlock_run(run=run, by=w.officer, at=NOW)
    Application.objects.filter(pk=case.pk).update(iban=iban_of("carla"))
    assert lock(w, run).lines_hash != first


def test_a_block_stops_the_lock_with_how_many_remain(w):
    case = awarded(w)
    Application.objects.filter(pk=case.pk).update(payee_name="Davide Scalvini")
    run = make_run(w, state="checked")
    with pytest.raises(Refused, match="1 bloc"):
        lock(w, run)


def test_a_block_that_came_after_the_checks_stops_it_too(w):
    case = awarded(w)
    run = make_run(w, state="checked")
    Application.objects.filter(pk=case.pk).update(iban="IT00X0542811101000000123456")
    with pytest.raises(Refused):
        lock(w, run)
    assert PaymentRun.objects.get().state == "checked"


def test_a_case_awarded_after_the_checks_stops_it(w):
    awarded(w)
    run = make_run(w, state="checked")
    awarded(w, "carla")
    with pytest.raises(Refused):
        lock(w, run)


def test_a_stale_page_is_refused(w):
    awarded(w)
    run = make_run(w, state="checked")
    with pytest.raises(Refused):
        lock(w, run, expected_version=run.version - 1)


def test_an_empty_list_is_not_locked(w):
    with pytest.raises(Refused, match=r"empty|vuoto"):
        lock(w, make_run(w, state="checked"))


def test_a_draft_is_checked_first(w):
    awarded(w)
    with pytest.raises(Refused):
        lock(w, make_run(w))
