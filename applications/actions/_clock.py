"""Stopping the clock of the procedure and letting it go on; inside the transaction of whatever stops it."""

from applications import procedure
from applications.models import ClockStop


def stop_clock(*, application, reason, on, until=None):
    """The clock stands still from ``on``; ``until``: the day it goes on, None while nobody knows.

    A stop of the same reason that is still open stays as it is. Returns the ClockStop.
    """
    known = application.clock_stops.filter(reason=reason, ends_on=None).first()
    return known or ClockStop.objects.create(
        application=application, reason=reason, starts_on=on, ends_on=until
    )


def restart_clock(*, application, reason, on):
    """The clock goes on from ``on``, never before it stopped."""
    for stop in application.clock_stops.filter(reason=reason, ends_on=None):
        stop.ends_on = max(on, stop.starts_on)
        stop.save(update_fields=["ends_on"])


def move_notice_stop(*, notice, on=None):
    """Write when the clock goes on after a notice of refusal; ``on``: the day the notice itself ends, if it does."""
    known = procedure.notice_stop(notice)
    ends_on = known.ends_on
    if on is not None and (ends_on is None or on < ends_on):
        ends_on = max(on, known.starts_on)
    of_notice = {"reason": ClockStop.Reason.NOTICE, "starts_on": known.starts_on}
    stops = notice.application.clock_stops.filter(**of_notice)
    # an earlier notice of the same day, withdrawn, keeps its own; a notice brought in from elsewhere may have none,
    # and stops the clock by law all the same
    newest = stops.order_by("-pk").first() or ClockStop(application=notice.application, **of_notice)
    newest.ends_on = ends_on
    newest.save()
