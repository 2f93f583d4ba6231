"""Confirm what somebody else prepared for a published call: from then on it counts by its dates."""

from django.db import transaction

from applications.actions._additions import check_rules, check_window, lock_call
from applications.actions._law import locked


@transaction.atomic
def confirm_addition(*, addition, by, at, expected_version):
    """The addition, confirmed. Checked again: time has gone by since it was prepared. Raises ``Refused``."""
    call = lock_call(addition.call)
    with locked(addition, by=by, verb="confirm_addition", expected_version=expected_version) as row:
        if row.is_window:
            check_window(call, opens_at=row.opens_at, closes_at=row.closes_at, at=at)
        else:
            check_rules(call, rule_set=row.rule_set, rules_from=row.rules_from, at=at)
        row.confirmed_at, row.confirmed_by = at, by
    return row
