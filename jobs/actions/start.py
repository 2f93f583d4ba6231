"""Start a job: rows in the caller's transaction, a bell after the commit."""

from django.db import transaction

from jobs import tasks
from jobs.models import Job, JobItem


@transaction.atomic
def start(*, kind, key, items, by, at, office, args=None, label="", held=False) -> Job:
    """Write the job and its items, or return the job that already has this natural `key`.

    `items` are (key, label) or (key, label, args) tuples; two with the same key become one. Called inside the
    transaction that decides, so that the decision and its work are committed together or not at all.

    `held`: nobody is called at once, the sweeper does it (``tasks.UNHEARD_AFTER`` later at the earliest), so that
    there is time to take the decision back with `cancel`.
    """
    job, created = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "label": label,
            "args": args or {},
            "office": office,
            "started_at": at,
            "started_by": by,
            "woken_at": at,
        },
    )
    if not created:
        return job
    once = {item[0]: item for item in items}
    JobItem.objects.bulk_create(
        (
            JobItem(job=job, position=position, key=str(key), label=label, args=rest[0] if rest else {})
            for position, (key, label, *rest) in enumerate(once.values(), start=1)
        ),
        batch_size=1000,
    )
    job.total = len(once)
    job.save(update_fields=["total"])
    if not held:
        transaction.on_commit(lambda: tasks.ring(job.pk))
    return job
