"""A long list is prepared some people at a time, and is no draft before the last of them."""

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from jobs import actions as jobs
from jobs import tasks
from jobs.models import Job
from tests.applications.factories import NOW
from tests.vouchers.factories import NOVEMBER, WORKED, advance, awarded, pays_from
from tests.vouchers.test_pages import as_user
from vouchers.actions import _lines, _opening
from vouchers.actions.check_run import check_run
from vouchers.actions.open_run import open_by_itself, open_run
from vouchers.models import PaymentRun, Payout


@pytest.fixture
def people(w, monkeypatch):
    """Four people, three in a transaction."""
    monkeypatch.setattr(_opening, "AT_ONCE", 3)
    pays_from(w)
    return {who: awarded(w, who, **evidence) for who, (evidence, _amount) in WORKED.items()}


def test_it_is_a_draft_when_everybody_is_in_it(w, people, monkeypatch, client):
    sizes, whole = [], _lines.sync
    monkeypatch.setattr(
        _lines, "sync", lambda run, some=None: (sizes.append(some and len(some)), whole(run, some))
    )
    run = open_run(plan_office=w.plan_office, month=NOVEMBER, by=w.officer, at=NOW)
    assert (run.state, run.payments.count(), run.job.total) == ("opening", 0, 2)
    with pytest.raises(Refused, match="In preparazione"):
        check_run(run=run, by=w.officer, at=NOW)
    with pytest.raises(Refused, match="già aperto"):
        open_run(plan_office=w.plan_office, month=NOVEMBER, by=w.officer, at=NOW)
    page = as_user(client, w.officer).get(reverse("vouchers:run", args=["2026-11"])).content.decode()
    assert "si sta preparando" in page
    assert "Elenco di novembre 2026" in page
    assert reverse("vouchers:check_run", args=["2026-11"]) not in page
    tasks.run(run.job_id)
    run.refresh_from_db()
    assert (run.state, run.job, sizes) == ("draft", None, [3, 1])
    assert run.payouts.count() == 4
    amounts = {str(one.amount) for one in run.payouts.all()}
    assert amounts == {"400.00", "800.00", "650.00"}
    monkeypatch.undo()
    assert advance(w, run, to="issued").state == "issued"


def test_a_piece_that_fails_is_tried_again_and_nobody_is_in_it_twice(w, people, monkeypatch):
    whole = _lines.sync

    def broken(run, some=None):
        whole(run, some)
        if len(some) == 1:
            raise RuntimeError

    monkeypatch.setattr(_lines, "sync", broken)
    run = open_run(plan_office=w.plan_office, month=NOVEMBER, by=w.officer, at=NOW)
    tasks.run(run.job_id)
    run.refresh_from_db()
    assert (run.state, run.payouts.count()) == ("opening", 3)
    monkeypatch.setattr(_lines, "sync", whole)
    jobs.resume(job=Job.objects.get(pk=run.job_id), by=w.officer, at=NOW)
    tasks.run(run.job_id)
    run.refresh_from_db()
    assert (run.state, Payout.objects.filter(run=run).count()) == ("draft", 4)


def test_the_calendar_opens_a_long_list_too_and_a_stopped_one_goes_on(w, people, monkeypatch):
    monkeypatch.setattr("vouchers.run_rules.to_open", lambda plan_office, on: NOVEMBER)
    run = open_by_itself(plan_office=w.plan_office, on=NOW.date(), at=NOW)
    assert (run.state, run.job.started_by) == ("opening", None)
    job = jobs.cancel(job=run.job, by=w.officer, at=NOW)
    tasks.run(job.pk)
    assert PaymentRun.objects.get().payouts.count() == 0
    jobs.resume(job=job, by=w.officer, at=NOW)
    tasks.run(job.pk)
    assert (PaymentRun.objects.get().state, PaymentRun.objects.get().payouts.count()) == ("draft", 4)
