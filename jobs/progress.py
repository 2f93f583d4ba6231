"""What the progress of a job looks like to one user; used by the page of jobs and by other apps' pages."""

from dataclasses import dataclass

from jobs.models import Job, JobItem
from jobs.registry import handler_of

FAILED_SHOWN = 100


@dataclass(frozen=True)
class Progress:
    percent: int
    # Half-way and end are announced to screen readers; every tick in between would only be noise.
    milestone: str  # "start" | "half" | "end"
    failed: tuple[JobItem, ...]
    failed_more: int  # failures beyond those shown
    may_retry: bool
    may_stop: bool
    may_resume: bool


def progress_of(job: Job, *, user) -> Progress:
    handler = handler_of(job.kind)
    percent = 100 * job.tried_count // job.total if job.total else 100 * job.is_finished
    failed = tuple(job.items.filter(state=JobItem.State.FAILED).order_by("position")[:FAILED_SHOWN])
    allowed = bool(handler and handler.retry and user.may(handler.retry))
    stops = allowed and handler.stops
    return Progress(
        percent=percent,
        milestone="end" if job.is_finished else "half" if percent >= 50 else "start",
        failed=failed,
        failed_more=max(0, job.failed_count - len(failed)),
        may_retry=allowed and job.state != Job.State.CANCELLED,
        may_stop=stops and not job.is_finished,
        may_resume=stops and job.state in (Job.State.CANCELLED, Job.State.FAILED),
    )
