"""Ask the family for what is missing."""

from applications.actions._transition import transition


def request_documents(*, application, by, at, note, due_on):
    """Being assessed → waiting for documents. ``note`` lists what is missing, ``due_on`` is the term."""
    return transition(
        application=application,
        verb="request_documents",
        by=by,
        at=at,
        note=note,
        data={"due_on": due_on.isoformat()},
        documents_due_on=due_on,
    )
