"""The money starts again."""

from applications.actions._transition import transition


def resume(*, application, by, at, note=""):
    """Suspended → being paid."""
    return transition(application=application, verb="resume", by=by, at=at, note=note)
