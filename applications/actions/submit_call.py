"""Send a call to be published by somebody else."""

from applications.actions._law import locked


def submit_call(*, call, by, at, expected_version):
    """Draft → waiting for approval; the act must be written."""
    with locked(call, by=by, verb="submit_call", expected_version=expected_version) as row:
        row.submitted_at, row.submitted_by = at, by
    return row
