"""The money stops for a while."""

from applications.actions._transition import transition


def suspend(*, application, by, at, note=""):
    """Being paid → suspended. Called by the interruption that stops the money."""
    return transition(application=application, verb="suspend", by=by, at=at, note=note)
