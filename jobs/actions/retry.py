"""Try one failed item again, and only that one."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from jobs import tasks
from jobs.actions.resume import requeue
from jobs.models import Job, JobItem


@transaction.atomic
def retry(*, item, by, at) -> JobItem:
    job = Job.objects.select_for_update().get(pk=item.job_id)
    item = job.items.select_for_update().get(pk=item.pk)
    if item.state != JobItem.State.FAILED:
        raise Refused(_("This one has not failed: there is nothing to try again."))
    if job.state == Job.State.CANCELLED:
        raise Refused(_("This work was stopped: start it again from the page it belongs to."))
    item.state, item.reason, item.attempts = JobItem.State.PENDING, "", 0
    item.retried_at, item.retried_by = at, by
    item.save()
    if job.is_finished:
        requeue(job, at=at)
    else:
        # Somebody is still working through the other items and will come to this one too.
        job.failed_count -= 1
        job.save(update_fields=["failed_count"])
        transaction.on_commit(lambda: tasks.ring(job.pk))
    return item
