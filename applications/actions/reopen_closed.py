"""What was closed with the award is open again."""

from applications.actions._transition import transition


def reopen_closed(*, application, by, at, note, data=None):
    """Closed → being paid; the caller has put the award back. Returns the saved row."""
    return transition(application=application, verb="reopen_closed", by=by, at=at, note=note, data=data)
