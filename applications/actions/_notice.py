"""Ending a notice of refusal; inside the transaction of whatever ends it."""

from applications.actions._clock import move_notice_stop


def end_notice(*, notice, outcome, by, at, on, determination=None):
    """Close it with its outcome, and let the clock go on from ``on`` at the latest. None: nothing to end."""
    if notice is None:
        return
    notice.closed_at, notice.closed_by, notice.outcome = at, by, outcome
    notice.determination = determination
    notice.save()
    move_notice_stop(notice=notice, on=on)
