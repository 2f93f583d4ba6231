"""Two people at the same instant, on two real connections: one wins, the other reads a sentence."""

import threading

import pytest
from django.db import connections

from accounts.refusal import Refused
from jobs.models import Job
from tests.applications.factories import NOW, make_user, world
from tests.vouchers.factories import NOVEMBER, awarded, make_run
from vouchers.actions.approve_run import approve_run
from vouchers.actions.issue_run import issue_run
from vouchers.actions.lock_run import lock_run
from vouchers.actions.open_run import open_run
from vouchers.actions.take_out import take_out
from vouchers.models import LedgerEntry, Payment, PaymentRun

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Start the acts at the same instant, each on its own connection; [result or the Refused]."""
    start, found = threading.Barrier(len(acts)), [None] * len(acts)

    def go(position, act):
        start.wait()
        try:
            found[position] = act()
        except Refused as refusal:
            found[position] = refusal
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=go, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    return found


def refusals(found):
    return [str(one) for one in found if isinstance(one, Refused)]


@pytest.fixture
def w():
    return world()


def test_two_people_open_one_month(w):
    awarded(w)
    second = make_user("seconda@valserena.example", w.plan_office, "administrative_officer", "Dora", "Ferri")
    found = together(
        *(
            lambda by=by: open_run(plan_office=w.plan_office, month=NOVEMBER, by=by, at=NOW)
            for by in (w.officer, second)
        )
    )
    (sentence,) = refusals(found)
    winner = PaymentRun.objects.get()
    assert winner.opened_by.full_name in sentence
    assert Payment.objects.count() == 1


def test_two_signatures_at_once_approve_exactly_once(w):
    awarded(w)
    run = make_run(w, state="locked")
    found = together(
        *(
            lambda by=by: approve_run(run=run, by=by, at=NOW, lines_hash=run.lines_hash)
            for by in (w.manager, w.director)
        )
    )
    assert refusals(found) == []
    run.refresh_from_db()
    assert run.state == "approved"
    assert run.approvals.count() == 2


def test_one_person_signing_in_two_windows_signs_once(w):
    awarded(w)
    run = make_run(w, state="locked")
    sign = lambda: approve_run(run=run, by=w.manager, at=NOW, lines_hash=run.lines_hash)  # noqa: E731
    assert len(refusals(together(sign, sign))) == 1
    run.refresh_from_db()
    assert (run.state, run.approvals.count()) == ("locked", 1)


def test_a_double_press_issues_once(w):
    awarded(w)
    run = make_run(w, state="approved")
    press = lambda: issue_run(run=run, by=w.officer, at=NOW)  # noqa: E731
    assert len(refusals(together(press, press))) == 1
    assert Job.objects.filter(kind="run_papers").count() == 1
    assert LedgerEntry.objects.filter(account="expense").count() == 1


def test_locking_and_removing_at_once_never_lock_a_list_nobody_saw(w):
    case = awarded(w)
    awarded(w, "carla")
    run = make_run(w, state="checked")
    found = together(
        lambda: lock_run(run=run, by=w.officer, at=NOW, expected_version=run.version),
        lambda: take_out(run=run, application=case, reason="Da verificare", by=w.officer, at=NOW),
    )
    assert len(refusals(found)) == 1
    run.refresh_from_db()
    out = run.payments.filter(state="taken_out").exists()
    assert (run.state, out) in {("locked", False), ("checked", True)}
