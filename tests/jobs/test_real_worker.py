"""A real Celery worker in its own process, with PostgreSQL and Valkey; once killed with -9 in mid-item."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone

from jobs import actions, tasks
from jobs.models import Job
from tests.jobs import worker_kind

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def worker(valkey, broker, settings, tmp_path):
    """worker() starts one and gives its process; all are killed at the end."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    env = os.environ | {
        "DATABASE_URL": url,
        "REDIS_URL": valkey,
        "DJANGO_SETTINGS_MODULE": "b2portal.settings",
    }
    broker(valkey.replace("unix://", "redis+socket://", 1))
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "b2portal",
        "worker",
        "--concurrency=1",
        "--loglevel=INFO",
    ]
    command += ["--include", worker_kind.__name__, "--without-gossip", "--without-mingle"]
    running = []

    def start():
        log = (tmp_path / f"worker-{len(running)}.log").open("wb")
        # Its own process group, so that the pool's child dies with it.
        running.append(subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True))
        return running[-1]

    yield start
    for process in running:
        kill(process)


def kill(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def wait(condition, what, seconds=40):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"waited {seconds} s in vain: {what}"
        time.sleep(0.1)


def begin(office, officer, keys, folder):
    return actions.start(
        kind="worker_sample",
        key="run:worker",
        items=[(key, key) for key in keys],
        by=officer,
        at=timezone.now(),
        office=office,
        args={"folder": str(folder)},
    )


def finished(job):
    job.refresh_from_db()
    return job.is_finished


def test_a_worker_hears_the_bell_and_does_the_items(worker, office, officer, tmp_path):
    worker()
    job = begin(office, officer, ["a", "bad", "c"], tmp_path)
    wait(lambda: finished(job), "the job is finished")
    office.refresh_from_db()
    assert (job.state, job.done_count, job.failed_count, office.phone) == (Job.State.FAILED, 2, 1, "ac")


@pytest.mark.faults
def test_a_killed_workers_job_is_finished_by_another_and_nothing_twice(worker, office, officer, tmp_path):
    victim = worker()
    job = begin(office, officer, ["a", "slow", "c"], tmp_path)
    wait((tmp_path / "begun").exists, "the slow item is begun")
    kill(victim)
    job.refresh_from_db()
    assert (job.state, job.done_count) == (Job.State.RUNNING, 1)
    # The lease would expire by itself; a test does not wait a minute and a half for it.
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    worker()
    tasks.sweep()
    wait(lambda: finished(job), "the job is finished by the second worker")
    office.refresh_from_db()
    assert (job.state, job.done_count, office.phone) == (Job.State.DONE, 3, "asc")
