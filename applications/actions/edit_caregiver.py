"""Change the family caregiver."""

from applications.actions._declare import declare
from applications.actions._editing import editing
from applications.models import Caregiver


def edit_caregiver(*, application, by, at, expected_version, has_caregiver, caregiver, said=None):
    """``caregiver``: the fields of ``Caregiver``, or None when nothing is written. A no keeps what was
    written before. ``said``: filed_with, other_caregivers.
    """
    with editing(
        application=application, by=by, at=at, section="caregiver", expected_version=expected_version
    ) as row:
        row.has_caregiver = has_caregiver
        declare(row, said or {})
        if caregiver is not None:
            known = row.caregivers.first() or Caregiver(application=row)
            for name, value in caregiver.items():
                setattr(known, name, value)
            known.save()
    return row
