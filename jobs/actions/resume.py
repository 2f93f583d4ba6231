"""Queue a job again: what failed, what was not done when it was stopped, or only its closing step."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from jobs import tasks
from jobs.models import Job, JobItem


@transaction.atomic
def resume(*, job, by, at) -> Job:
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state not in (Job.State.FAILED, Job.State.CANCELLED):
        raise Refused(_("This work is not stopped: there is nothing to start again."))
    job.cancelled_at = job.cancelled_by = None
    job.items.filter(state=JobItem.State.FAILED).update(
        state=JobItem.State.PENDING, reason="", attempts=0, retried_at=at, retried_by=by
    )
    return requeue(job, at=at)


def requeue(job, *, at) -> Job:
    """Put a locked job back in the queue with its counters read from its items."""
    job.state = Job.State.QUEUED
    job.done_count = job.items.filter(state=JobItem.State.DONE).count()
    job.failed_count = job.items.filter(state=JobItem.State.FAILED).count()
    job.reason, job.finished_at = "", None
    job.lease_until, job.leased_by, job.woken_at = None, "", at
    job.save()
    transaction.on_commit(lambda: tasks.ring(job.pk))
    return job
