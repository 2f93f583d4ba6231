import pytest
from django.db import connection

from accounts.refusal import Refused
from jobs import actions, registry
from jobs.models import Job
from tests.jobs.conftest import AT
from tests.jobs.test_work import LATER, run


@pytest.fixture
def failed_job(start, sample_kind, done):
    job = start("a", "bad1", "bad2")
    run(job)
    registry.forget(sample_kind)
    registry.handler(sample_kind, read="payment.read", retry="payment.prepare")(
        lambda item: done.append(item.key)
    )
    done.clear()
    return job


def test_only_that_item_is_done_again(failed_job, officer, done):
    item = failed_job.items.get(key="bad1")
    actions.retry(item=item, by=officer, at=LATER)
    run(failed_job, LATER)
    item.refresh_from_db()
    assert done == ["bad1"]
    assert (item.state, item.reason, item.retried_by, item.retried_at) == ("done", "", officer, LATER)
    assert (failed_job.state, failed_job.done_count, failed_job.failed_count) == (Job.State.FAILED, 2, 1)


def test_the_last_retried_item_heals_the_job(failed_job, officer):
    for item in failed_job.items.filter(state="failed"):
        actions.retry(item=item, by=officer, at=LATER)
    run(failed_job, LATER)
    assert (failed_job.state, failed_job.done_count, failed_job.failed_count) == (Job.State.DONE, 3, 0)


def test_a_second_click_is_refused_with_a_sentence(failed_job, officer):
    item = failed_job.items.get(key="bad1")
    actions.retry(item=item, by=officer, at=LATER)
    with pytest.raises(Refused, match=r"riprovare|try again"):
        actions.retry(item=item, by=officer, at=LATER)


def test_the_closing_step_runs_again_after_a_retry(failed_job, officer, sample_kind):
    registry.forget(sample_kind)
    closed = []
    registry.handler(sample_kind, read="payment.read", finished=lambda job: closed.append(job.failed_count))(
        lambda item: None
    )
    actions.retry(item=failed_job.items.get(key="bad1"), by=officer, at=LATER)
    run(failed_job, LATER)
    assert closed == [1]


def test_resume_takes_every_failed_item(failed_job, officer, done):
    actions.resume(job=failed_job, by=officer, at=LATER)
    run(failed_job, LATER)
    assert done == ["bad1", "bad2"]
    assert failed_job.state == Job.State.DONE
    with pytest.raises(Refused):
        actions.resume(job=failed_job, by=officer, at=LATER)


def test_cancel_leaves_the_rest_undone(start, done, officer):
    job = start("a", "b")
    actions.cancel(job=job, by=officer, at=AT)
    run(job)
    assert done == []
    assert (job.state, job.cancelled_by) == (Job.State.CANCELLED, officer)
    with pytest.raises(Refused):
        actions.cancel(job=job, by=officer, at=AT)


def test_a_failure_must_have_its_reason(start):
    job = start("a")
    with pytest.raises(Exception, match="jobitem_failed_has_its_reason"), connection.cursor() as cursor:
        cursor.execute("update jobs_jobitem set state = 'failed' where job_id = %s", [job.pk])
