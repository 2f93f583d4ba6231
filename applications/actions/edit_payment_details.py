"""Change where the money goes."""

from applications import permissions
from applications.actions._editing import editing


def edit_payment_details(*, application, by, at, expected_version, fields):
    """``fields``: payee_name, payee_tax_code, iban, payee_delegated."""
    with editing(
        application=application,
        by=by,
        at=at,
        section="riscossione",
        expected_version=expected_version,
        check=permissions.may_edit_payee,
    ) as row:
        for name, value in fields.items():
            setattr(row, name, value)
    return row
