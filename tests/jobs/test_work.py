"""Working through a job in this process, with a clock of our own."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from accounts.refusal import Refused
from jobs import registry, tasks, work
from jobs.models import Job, JobItem
from tests.jobs.conftest import AT

LATER = AT + work.LEASE + timedelta(seconds=1)


def run(job, at=AT):
    more = work.run(job.pk, clock=lambda: at, patience=timedelta(minutes=4))
    job.refresh_from_db()
    return more


def states(job):
    return dict(job.items.values_list("key", "state"))


def test_all_items_are_done_in_order(start, done):
    job = start("a", "b", "c")
    run(job)
    assert done == ["a", "b", "c"]
    assert (job.state, job.done_count, job.failed_count, job.finished_at) == (Job.State.DONE, 3, 0, AT)


def test_a_failing_item_does_not_stop_the_others(start, done, caplog):
    job = start("a", "bad", "c")
    run(job)
    assert done == ["a", "c"]
    assert (job.state, job.done_count, job.failed_count) == (Job.State.FAILED, 2, 1)
    reason = job.items.get(key="bad").reason
    code = reason.rsplit(" ", 1)[1].rstrip(".")
    assert "ZeroDivisionError" not in reason
    assert code in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "conftest.py" in caplog.text
    assert "RSSMRA" not in caplog.text.replace('ZeroDivisionError("RSSMRA26A41H501X")', "")  # the source line


def test_a_refusal_is_shown_as_it_is(start, sample_kind):
    registry.forget(sample_kind)

    @registry.handler(sample_kind, read="payment.read")
    def refuse(item):
        raise Refused("Manca l’indirizzo.")

    job = start("a")
    run(job)
    assert job.items.get().reason == "Manca l’indirizzo."


def test_what_a_failed_item_wrote_is_undone(start, sample_kind, office):
    registry.forget(sample_kind)

    @registry.handler(sample_kind, read="payment.read")
    def half(item):
        item.job.office.name = "scritto a metà"
        item.job.office.save()
        raise ZeroDivisionError

    run(start("a"))
    office.refresh_from_db()
    assert office.name == "Ufficio di Piano"


def test_a_failing_item_of_a_batch_fails_alone(start, batch_kind):
    job = start("a", "bad", "c", "d", kind=batch_kind)
    run(job)
    assert states(job) == {"a": "done", "bad": "failed", "c": "done", "d": "done"}
    assert (job.done_count, job.failed_count) == (3, 1)


def test_a_finished_job_is_not_done_again(start, done):
    job = start("a")
    run(job)
    run(job, LATER)
    assert done == ["a"]


def test_a_job_without_items_finishes(start):
    job = start()
    run(job)
    assert job.state == Job.State.DONE


def test_a_held_lease_keeps_others_away_until_it_expires(start, done):
    job = start("a")
    assert work.take(job.pk, now=AT)
    run(job, AT + work.LEASE)
    assert done == []
    run(job, LATER)
    assert done == ["a"]
    assert job.state == Job.State.DONE


def test_a_runner_that_lost_its_lease_stops(start, done, sample_kind):
    registry.forget(sample_kind)
    job = start("a", "b")

    @registry.handler(sample_kind, read="payment.read")
    def overtaken(item):
        done.append(item.key)
        Job.objects.filter(pk=job.pk).update(leased_by="somebody else")

    run(job)
    assert done == ["a"]
    assert states(job) == {"a": "done", "b": "pending"}


def test_after_its_shift_a_runner_gives_the_job_back(start, done):
    job = start("a", "b", "c")
    moments = iter([AT, AT, AT, AT, AT + timedelta(minutes=5), AT + timedelta(minutes=5), AT])
    assert work.run(job.pk, clock=lambda: next(moments, AT + timedelta(minutes=5)), patience=tasks.SHIFT)
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED
    assert 0 < len(done) < 3
    run(job)
    assert done == ["a", "b", "c"]


def test_an_item_that_keeps_killing_its_worker_is_given_up(start, done):
    job = start("a", "b")
    job.items.filter(key="a").update(attempts=work.MAX_ATTEMPTS)
    run(job)
    assert states(job) == {"a": "failed", "b": "done"}
    assert (job.state, job.failed_count) == (Job.State.FAILED, 1)


def test_a_lost_database_is_not_the_items_fault(start, sample_kind):
    registry.forget(sample_kind)

    @registry.handler(sample_kind, read="payment.read")
    def lose(item):
        raise OperationalError("server closed the connection unexpectedly")

    job = start("a")
    with pytest.raises(OperationalError):
        run(job)
    job.refresh_from_db()
    assert (job.state, states(job)) == (Job.State.RUNNING, {"a": "pending"})


def test_a_kind_nobody_knows_fails_with_a_sentence(start):
    job = start("a", kind="unheard-of")
    run(job)
    assert job.state == Job.State.FAILED
    assert job.reason


def test_the_closing_step_runs_once_and_sees_the_counts(start, sample_kind):
    registry.forget(sample_kind)
    seen = []

    @registry.handler(
        sample_kind, read="payment.read", finished=lambda job: seen.append((job.done_count, job.total))
    )
    def work_(item):
        pass

    job = start("a", "b")
    run(job)
    run(job, LATER)
    assert seen == [(2, 2)]


def test_a_closing_step_that_raises_is_a_failed_job_with_its_reason(start, sample_kind):
    registry.forget(sample_kind)

    def refuse(job):
        raise Refused("Manca la firma.")

    @registry.handler(sample_kind, read="payment.read", finished=refuse)
    def work_(item):
        pass

    job = start("a")
    run(job)
    assert (job.state, job.reason) == (Job.State.FAILED, "Manca la firma.")


def test_an_unknown_job_is_ignored(db):
    assert work.run(999_999, clock=lambda: AT, patience=tasks.SHIFT) is False


def test_counts_can_never_pass_the_total(start):
    job = start("a")
    with pytest.raises(Exception, match="job_counts_within_total"):
        Job.objects.filter(pk=job.pk).update(done_count=2)


def test_working_costs_a_fixed_number_of_queries_per_batch(start, batch_kind, django_assert_max_num_queries):
    job = start(*[f"i{n}" for n in range(9)], kind=batch_kind)
    with django_assert_max_num_queries(3 * 12 + 6):
        run(job)
    assert connection.queries_limit
    assert JobItem.objects.filter(state="done").count() == 9
