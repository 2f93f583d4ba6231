"""Two runners on two connections: no item is done twice, none is lost."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jobs import registry, work
from jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def in_threads(*functions):
    errors = []

    def guarded(function):
        try:
            function()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not errors


def begin(job):
    work.run(job.pk, clock=timezone.now, patience=timedelta(minutes=1))


def test_only_one_of_two_gets_the_lease(start):
    job = start("a")
    taken = []
    barrier = threading.Barrier(2)

    def take():
        barrier.wait()
        taken.append(work.take(job.pk, now=timezone.now()))

    in_threads(take, take)
    assert sorted(map(bool, taken)) == [False, True]


def test_a_slow_runner_that_outlives_its_lease_does_nothing_twice(start, sample_kind, monkeypatch):
    """The first holds an item while its lease is long over; the second does all the others meanwhile."""
    monkeypatch.setattr(work, "LEASE", timedelta(seconds=0))
    registry.forget(sample_kind)
    times = Counter()
    first_is_inside, second_is_through = threading.Event(), threading.Event()

    @registry.handler(sample_kind, read="payment.read")
    def slow(item):
        times[item.key] += 1
        if item.key == "a":
            first_is_inside.set()
            assert second_is_through.wait(10)

    job = start("a", "b", "c")

    def second():
        assert first_is_inside.wait(10)
        begin(job)
        second_is_through.set()

    in_threads(lambda: begin(job), second)
    job.refresh_from_db()
    assert times == {"a": 1, "b": 1, "c": 1}
    assert (job.done_count, job.failed_count) == (3, 0)
    assert job.state == Job.State.QUEUED  # given back by the second, which could not close over a held item
    begin(job)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert times == {"a": 1, "b": 1, "c": 1}


def test_many_runners_without_any_lease_still_do_each_item_once(start, sample_kind, monkeypatch):
    monkeypatch.setattr(work, "LEASE", timedelta(seconds=0))
    registry.forget(sample_kind)
    lock, times = threading.Lock(), Counter()

    @registry.handler(sample_kind, read="payment.read")
    def count(item):
        with lock:
            times[item.key] += 1

    keys = [f"i{n}" for n in range(30)]
    job = start(*keys)
    for _round in range(3):
        in_threads(*[lambda: begin(job)] * 4)
    while not Job.objects.get(pk=job.pk).is_finished:
        begin(job)
    job.refresh_from_db()
    assert times == dict.fromkeys(keys, 1)
    assert (job.done_count, job.state) == (30, Job.State.DONE)
