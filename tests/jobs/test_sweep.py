from datetime import timedelta

import pytest

from jobs import tasks, work
from jobs.models import Job
from tests.jobs.conftest import AT


@pytest.fixture
def rung(monkeypatch):
    calls = []
    monkeypatch.setattr(tasks, "ring", calls.append)
    return calls


def sweep(monkeypatch, at):
    monkeypatch.setattr(tasks.timezone, "now", lambda: at)
    tasks.sweep()


def test_a_job_whose_bell_was_lost_is_rung_for_again(start, rung, monkeypatch):
    job = start("a")
    sweep(monkeypatch, AT + timedelta(seconds=5))
    assert rung == []
    sweep(monkeypatch, AT + tasks.UNHEARD_AFTER)
    assert rung == [job.pk]
    sweep(monkeypatch, AT + tasks.UNHEARD_AFTER + timedelta(seconds=5))
    assert rung == [job.pk]  # not again while that bell may still be heard


def test_a_job_whose_worker_died_is_rung_for_again(start, rung, monkeypatch):
    job = start("a")
    work.take(job.pk, now=AT)
    sweep(monkeypatch, AT + work.LEASE)
    assert rung == []
    sweep(monkeypatch, AT + work.LEASE + timedelta(seconds=1))
    assert rung == [job.pk]


def test_finished_jobs_are_left_alone(start, rung, monkeypatch):
    start("a")
    Job.objects.update(state=Job.State.DONE, finished_at=AT)
    sweep(monkeypatch, AT + timedelta(days=1))
    assert rung == []


def test_stuck_jobs_are_counted_for_the_health_page(start):
    start("a")
    assert tasks.stuck_count(now=AT + timedelta(minutes=1)) == 0
    assert tasks.stuck_count(now=AT + timedelta(hours=1)) == 1
