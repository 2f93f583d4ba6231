"""The machine tries the failed items of a job again by itself, for trouble that passes (a mail server that is down)."""

from django.db import transaction

from jobs.actions.resume import requeue
from jobs.models import Job, JobItem


@transaction.atomic
def try_again(*, job, at) -> Job:
    """Queue a job that ended with errors once more; any other is left as it is. Nobody's name is written."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state != Job.State.FAILED:
        return job
    job.items.filter(state=JobItem.State.FAILED).update(state=JobItem.State.PENDING, reason="", attempts=0)
    return requeue(job, at=at)
