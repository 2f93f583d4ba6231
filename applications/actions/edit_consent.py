"""Write when the privacy notice was signed."""

from applications.actions._editing import editing


def edit_consent(*, application, by, at, expected_version, fields):
    """``fields``: consent_given_on."""
    with editing(
        application=application, by=by, at=at, section="consensi", expected_version=expected_version
    ) as row:
        for name, value in fields.items():
            setattr(row, name, value)
    return row
