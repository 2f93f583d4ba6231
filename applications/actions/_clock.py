"""Stopping the clock of the procedure and letting it go on; inside the transaction of whatever stops it."""

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
