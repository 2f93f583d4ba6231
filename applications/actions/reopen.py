"""Take a rejected case up again."""

from applications.actions._transition import transition


def reopen(*, application, by, at, note):
    """Rejected → being assessed: new evidence, a review or an appeal, said in ``note``."""
    return transition(application=application, verb="reopen", by=by, at=at, note=note)
