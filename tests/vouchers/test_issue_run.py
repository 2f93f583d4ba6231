"""Issuing: the ledger now, the papers in the background, each failure alone."""

from decimal import Decimal

import pytest

from accounts.refusal import Refused
from jobs import actions as jobs
from jobs.models import Job, JobItem
from jobs.tasks import run as work
from tests.applications.factories import NOW
from tests.vouchers.factories import WORKED, awarded, make_run
from vouchers import letters
from vouchers.actions.issue_run import issue_run
from vouchers.models import LedgerEntry, PaymentRun


def test_the_ledger_is_written_with_the_decision(w):
    awarded(w, "carla", **WORKED["carla"][0])
    run = make_run(w, state="issuing")
    entries = LedgerEntry.objects.all()
    assert {(e.component.code, e.account, e.amount) for e in entries} == {
        ("caregiver", "expense", Decimal("400.00")),
        ("caregiver", "payable", Decimal("-400.00")),
        ("caregiver_supplement", "expense", Decimal("400.00")),
        ("caregiver_supplement", "payable", Decimal("-400.00")),
    }
    assert {e.kind for e in entries} == {"issue"}
    assert run.job.total == 7


def test_pressed_twice_it_is_issued_once(w):
    awarded(w)
    run = make_run(w, state="issuing")
    with pytest.raises(Refused):
        issue_run(run=run, by=w.officer, at=NOW)
    assert Job.objects.filter(kind="run_papers").count() == 1
    assert LedgerEntry.objects.filter(account="expense").count() == 1


def test_the_last_paper_makes_the_run_issued(w):
    awarded(w)
    run = make_run(w, state="issued")
    assert sorted(run.files.values_list("kind", flat=True)) == [
        "bank",
        "csv",
        "letter",
        "list",
        "notice",
        "place",
        "sheet",
    ]


def test_a_letter_that_fails_is_listed_and_tried_again_alone(w, monkeypatch):
    case = awarded(w)
    awarded(w, "carla")
    run = make_run(w, state="issuing")
    made = letters.letter

    def broken(run, application_id):
        if application_id == case.pk:
            raise Refused("Manca l’indirizzo della persona.")
        return made(run, application_id)

    monkeypatch.setattr(letters, "letter", broken)
    work(run.job_id)
    run.refresh_from_db()
    failed = JobItem.objects.get(job=run.job_id, state="failed")
    assert (failed.label, failed.reason) == (case.ref, "Manca l’indirizzo della persona.")
    assert run.state == "issuing"
    others = dict(run.files.values_list("pk", "stored__sha256"))
    assert len(others) == 7
    monkeypatch.setattr(letters, "letter", made)
    jobs.retry(item=failed, by=w.officer, at=NOW)
    work(run.job_id)
    run.refresh_from_db()
    assert run.state == "issued"
    assert others.items() <= dict(run.files.values_list("pk", "stored__sha256")).items()


@pytest.mark.parametrize("state", ["checked", "locked"])
def test_without_two_signatures_nothing_is_issued(w, state):
    awarded(w)
    run = make_run(w, state=state)
    with pytest.raises(Refused):
        issue_run(run=run, by=w.officer, at=NOW)
    assert not LedgerEntry.objects.exists()
    assert PaymentRun.objects.get().state == state
