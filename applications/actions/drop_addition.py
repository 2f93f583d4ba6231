"""Drop what was prepared for a published call and not confirmed."""

from applications.actions._law import locked


def drop_addition(*, addition, by, at, expected_version):
    """The addition, dropped: it stays to be read and never counts."""
    with locked(addition, by=by, verb="drop_addition", expected_version=expected_version) as row:
        row.dropped_at, row.dropped_by = at, by
    return row
