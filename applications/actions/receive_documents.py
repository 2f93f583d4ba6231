"""The documents have come."""

from applications.actions._transition import transition


def receive_documents(*, application, by, at, note=""):
    """Waiting for documents → being assessed."""
    return transition(
        application=application, verb="receive_documents", by=by, at=at, note=note, documents_due_on=None
    )
