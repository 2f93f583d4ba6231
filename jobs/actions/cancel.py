"""Stop a job: the item being worked at is finished, the others stay undone."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from jobs.models import Job


@transaction.atomic
def cancel(*, job, by, at) -> Job:
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.is_finished:
        raise Refused(_("This work is already finished: it cannot be stopped."))
    job.state, job.cancelled_at, job.cancelled_by, job.finished_at = Job.State.CANCELLED, at, by, at
    job.lease_until, job.leased_by = None, ""
    job.save()
    return job
