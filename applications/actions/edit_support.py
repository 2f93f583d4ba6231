"""Change which supports are asked for."""

from applications.actions._editing import editing


def edit_support(*, application, by, at, expected_version, fields):
    """``fields``: requested, other_measures (None = not asked yet) and the projects with their monthly
    cost.
    """
    with editing(
        application=application, by=by, at=at, section="sostegni", expected_version=expected_version
    ) as row:
        for name, value in fields.items():
            setattr(row, name, value)
    return row
