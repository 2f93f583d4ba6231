"""The money starts."""

from applications.actions._transition import transition


def activate(*, application, by, at, note=""):
    """Eligible or waiting → being paid. Called by the award, in its transaction."""
    return transition(application=application, verb="activate", by=by, at=at, note=note)
