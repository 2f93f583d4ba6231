"""Change the contracts of the employed carer."""

from applications.actions._editing import editing
from applications.actions._rows import replace_rows
from applications.models import CarerContract


def edit_carer(*, application, by, at, expected_version, fields, contracts):
    """``fields``: has_carer. ``contracts``: see ``_rows.replace_rows``."""
    with editing(
        application=application, by=by, at=at, section="assistente", expected_version=expected_version
    ) as row:
        row.has_carer = fields["has_carer"]
        replace_rows(
            queryset=row.carer_contracts.all(), values=contracts, new=lambda: CarerContract(application=row)
        )
    return row
