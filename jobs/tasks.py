"""The bell and those who hear it. Messages carry a job's id and nothing else; the rows say what to do."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from jobs import work
from jobs.models import Job

log = logging.getLogger(__name__)

SHIFT = timedelta(minutes=4)  # then the worker gives other jobs a turn
UNHEARD_AFTER = timedelta(seconds=20)  # a queued job nobody picked up for so long is rung for again
# Longest wait of a web request for a broker that accepts connections and says nothing, in seconds.
BELL_TIMEOUT = 0.5


@shared_task(name="jobs.tasks.run", ignore_result=True, acks_late=True)
def run(job_id):
    if work.run(job_id, clock=timezone.now, patience=SHIFT):
        ring(job_id)


@shared_task(name="jobs.tasks.sweep", ignore_result=True)
def sweep():
    """Ring again for jobs whose message was lost or whose worker died. Reads PostgreSQL, not the broker."""
    now = timezone.now()
    waiting = Job.objects.waiting_for_a_worker(now=now, patience=UNHEARD_AFTER)
    for job_id in waiting.order_by("started_at").values_list("pk", flat=True)[:100]:
        Job.objects.filter(pk=job_id).update(woken_at=now)
        ring(job_id)


def ring(job_id) -> bool:
    """Tell a worker that there is something to do; False when the broker did not take it.

    Never raises and never waits long: the decision is already committed, and the sweeper rings again.
    """
    timeouts = {
        **run.app.conf.broker_transport_options,
        "socket_timeout": BELL_TIMEOUT,
        "socket_connect_timeout": BELL_TIMEOUT,
        "max_retries": 0,
    }
    try:
        with run.app.connection_for_write(transport_options=timeouts) as connection:
            run.apply_async((job_id,), connection=connection, retry=False)
    except Exception:  # whatever the broker's trouble, the sweeper will do it
        log.warning("the broker did not take the bell of job %s", job_id, exc_info=True)
        return False
    return True


def stuck_count(*, now) -> int:
    """Jobs that should be running and are not, for the health page: the sweeper ought to keep it at 0."""
    return Job.objects.waiting_for_a_worker(now=now, patience=10 * UNHEARD_AFTER).count()
