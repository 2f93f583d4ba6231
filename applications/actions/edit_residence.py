"""Change where the person lives."""

from applications.actions._declare import declare
from applications.actions._editing import editing


def edit_residence(*, application, by, at, expected_version, fields):
    """``fields``: address, postal_code (of the person), resident, resident_checked_on (of the case),
    and what is declared of citizenship, permit and since when.
    """
    with editing(
        application=application, by=by, at=at, section="residenza", expected_version=expected_version
    ) as row:
        fields = declare(row, fields)
        row.person.address, row.person.postal_code = fields["address"], fields["postal_code"]
        row.person.save(update_fields=["address", "postal_code"])
        row.resident, row.resident_checked_on = fields["resident"], fields["resident_checked_on"]
    return row
