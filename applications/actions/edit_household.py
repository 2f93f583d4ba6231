"""Change who lives with the person and who signs for them."""

from applications.actions._declare import declare
from applications.actions._editing import editing
from applications.actions._rows import replace_rows
from applications.models import HouseholdMember, LegalRepresentative


def edit_household(*, application, by, at, expected_version, members, representatives, fields=None):
    """``members`` and ``representatives``: see ``_rows.replace_rows``; ``fields``: lives_with_relatives."""
    with editing(
        application=application, by=by, at=at, section="nucleo", expected_version=expected_version
    ) as row:
        person = row.person
        declare(row, fields or {})
        replace_rows(
            queryset=person.household.all(), values=members, new=lambda: HouseholdMember(person=person)
        )
        replace_rows(
            queryset=person.representatives.all(),
            values=representatives,
            new=lambda: LegalRepresentative(person=person),
        )
    return row
