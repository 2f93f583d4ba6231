"""The case ends."""

from applications.actions._transition import transition


def close(*, application, by, at, note="", data=None):
    """Being paid or suspended → closed; ``note`` is the reason (death, placement, renounce, end of the period)."""
    return transition(application=application, verb="close", by=by, at=at, note=note, data=data)
