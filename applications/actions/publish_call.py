"""Publish a call: from then on people apply to it, and what it says stays."""

from applications.actions._law import locked


def publish_call(*, call, by, at, expected_version):
    """Waiting for approval → published. Whoever prepared or sent it is refused, here and by the database."""
    with locked(call, by=by, verb="publish_call", expected_version=expected_version) as row:
        row.published_at, row.published_by = at, by
    return row
