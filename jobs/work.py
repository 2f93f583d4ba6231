"""Working through the items of a job, safely against kills, doubles and handlers that raise.

Three facts carry it. A lease (a conditional update) lets one runner at a time take a job and expires by
itself when that runner dies. Row locks (`FOR UPDATE SKIP LOCKED`) keep an item from being done twice even
when a slow runner outlives its lease. An item and its outcome are committed in one transaction, so a killed
worker leaves the item pending, not half done.
"""

import logging
import traceback
import uuid
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from jobs.models import Job, JobItem
from jobs.registry import handler_of

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)
MAX_ATTEMPTS = 5  # an item that was begun so often and never ended takes its worker down each time
CONNECTION_LOST = (OperationalError, InterfaceError)


def take(job_id, *, now: datetime) -> str:
    """Take the lease of a job; the runner's name, or "" when the job is not to be worked at by us now."""
    runner = uuid.uuid4().hex
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    taken = Job.objects.filter(free, pk=job_id).update(
        state=Job.State.RUNNING, leased_by=runner, lease_until=now + LEASE
    )
    return runner if taken else ""


def hold(job_id, *, runner, now: datetime) -> bool:
    """Extend our lease; False when the job was cancelled or another runner has it."""
    return bool(
        Job.objects.filter(pk=job_id, leased_by=runner, state=Job.State.RUNNING).update(
            lease_until=now + LEASE
        )
    )


def let_go(job_id, *, runner, now: datetime) -> None:
    """Give the job back unfinished, for the next runner."""
    Job.objects.filter(pk=job_id, leased_by=runner, state=Job.State.RUNNING).update(
        state=Job.State.QUEUED, leased_by="", lease_until=None, woken_at=now
    )


def run(job_id, *, clock, patience: timedelta) -> bool:
    """Work at a job for at most `patience`; True when there is more to do and somebody should be called.

    `clock` gives the current moment: a runner lives longer than one instant.
    """
    runner = take(job_id, now=clock())
    if not runner:
        return False
    job = Job.objects.get(pk=job_id)
    handler = handler_of(job.kind)
    if handler is None:
        log.error("job %s is of kind %r, which no handler knows", job_id, job.kind)
        _close(job, handler, failure=_("This kind of work is not known to this version."), at=clock())
        return False
    until = clock() + patience
    while hold(job_id, runner=runner, now=clock()):
        if clock() >= until:
            let_go(job_id, runner=runner, now=clock())
            return True
        claimed = _claim(job, limit=handler.batch or 1)
        if not claimed:
            if not _close(job, handler, at=clock()):
                let_go(job_id, runner=runner, now=clock())  # the sweeper comes back for the item still held
            return False
        _attempt(job, handler, claimed)
    return False


def _claim(job, *, limit) -> list[int]:
    """Ids of the next pending items nobody holds, with the attempt counted and committed beforehand."""
    with transaction.atomic():
        items = list(
            job.items.select_for_update(skip_locked=True)
            .filter(state=JobItem.State.PENDING)
            .order_by("position")
            .values_list("pk", "attempts")[:limit]
        )
        exhausted = [pk for pk, attempts in items if attempts >= MAX_ATTEMPTS]
        if exhausted:
            reason = _("It was begun {count} times and never finished.").format(count=MAX_ATTEMPTS)
            job.items.filter(pk__in=exhausted).update(state=JobItem.State.FAILED, reason=reason)
            _count(job, failed=len(exhausted))
        pks = [pk for pk, _attempts in items if pk not in exhausted]
        job.items.filter(pk__in=pks).update(attempts=F("attempts") + 1)
        return pks or exhausted


def _attempt(job, handler, pks) -> None:
    """Do the items in one transaction; when a batch raises, each alone."""
    try:
        with transaction.atomic():
            items = _lock(job, pks)
            if not items:
                return
            handler.work(items if handler.batch else items[0])
            _mark_done(job, items)
    except CONNECTION_LOST:
        raise  # nothing more can be written: the lease expires and the sweeper calls again
    except Exception as error:  # one item's bug must not stop the other letters
        if len(pks) > 1:
            for pk in pks:
                _attempt(job, handler, [pk])
        else:
            _mark_failed(job, pks[0], sentence_of(error, what=f"{job.kind} item {pks[0]}"))


def _lock(job, pks) -> list[JobItem]:
    items = job.items.select_for_update(skip_locked=True, of=("self",)).select_related("job")
    return list(items.filter(pk__in=pks, state=JobItem.State.PENDING).order_by("position"))


def _mark_done(job, items) -> None:
    job.items.filter(pk__in=[item.pk for item in items]).update(state=JobItem.State.DONE, reason="")
    _count(job, done=len(items))


@transaction.atomic
def _mark_failed(job, pk, reason) -> None:
    failed = job.items.filter(pk=pk, state=JobItem.State.PENDING).update(
        state=JobItem.State.FAILED, reason=reason
    )
    _count(job, failed=failed)


def _count(job, *, done=0, failed=0) -> None:
    # Last statement of its transaction: the job's row is the one everybody writes.
    Job.objects.filter(pk=job.pk).update(
        done_count=F("done_count") + done, failed_count=F("failed_count") + failed
    )


@transaction.atomic
def _close(job, handler, *, at, failure="") -> bool:
    """Close a job with nothing left to do; False when another runner still holds some of its items."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.is_finished:
        return True
    if not failure and job.items.filter(state=JobItem.State.PENDING).exists():
        return False
    if not failure and handler.finished:
        try:
            with transaction.atomic():
                handler.finished(job)
        except CONNECTION_LOST:
            raise
        except Exception as error:  # kept on the job, from where it can be resumed
            failure = sentence_of(error, what=f"{job.kind} closing")
    job.state = Job.State.FAILED if failure or job.failed_count else Job.State.DONE
    job.reason, job.finished_at = failure, at
    job.lease_until, job.leased_by = None, ""
    job.save()
    return True


def sentence_of(error, *, what) -> str:
    """What the office reads: the refusal itself, or a code under which the log has the rest."""
    if isinstance(error, Refused):
        return str(error)[:500]
    incident = uuid.uuid4().hex[:8].upper()
    # Where it happened and of what kind, but not the exception's own words: a database error quotes the row.
    trace = "".join(traceback.format_tb(error.__traceback__))
    log.error("incident %s: %s failed with %s\n%s", incident, what, type(error).__name__, trace)
    return _("Something unexpected happened. Tell the person who runs the system this code: {code}.").format(
        code=incident
    )
