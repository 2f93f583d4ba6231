"""Eligible, but the money is not there yet."""

from applications.actions._transition import transition


def hold(*, application, by, at, note=""):
    """Eligible → waiting list."""
    return transition(application=application, verb="hold", by=by, at=at, note=note)
