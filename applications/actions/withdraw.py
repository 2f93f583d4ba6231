"""The family takes the application back."""

from applications.actions._transition import transition


def withdraw(*, application, by, at, note):
    """→ closed, before any money. ``note`` is the family's reason."""
    return transition(application=application, verb="withdraw", by=by, at=at, note=note)
