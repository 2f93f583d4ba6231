"""What the family declares, written beside the case; the row is made at the first answer."""

from applications.models import declared

FIELDS = frozenset(
    {
        "citizenship", "permit_issued_on", "permit_valid_to", "resident_since", "lives_with_relatives", "filed_with",
        "other_caregivers", "line", "previous_benefit", "service_hours", "school", "school_hours",
        "direct_services_title", "direct_services_cost", "respite_title", "respite_cost",
    }
)  # fmt: skip


def declare(row, fields):
    """Save the answers among ``fields`` that belong to the declaration; returns the others."""
    said = declared(row)
    changed = {name for name in FIELDS & fields.keys() if getattr(said, name) != fields[name]}
    for name in changed:
        setattr(said, name, fields[name])
    if changed:
        said.save()
    return {name: value for name, value in fields.items() if name not in FIELDS}
