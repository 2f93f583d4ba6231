"""Bring the list up to today and check it."""

from django.db import transaction
from django.utils import timezone

from vouchers import checks
from vouchers.actions import _lines
from vouchers.moves import lock_row, move


@transaction.atomic
def check_run(*, run, by, at):
    """Draft or in checks → in checks. Lines that became due come in, those no longer due go. Returns the
    run."""
    row = lock_row(run=run, verb="check_run", by=by, at=at)
    changed = _lines.sync(row)
    checks.refresh(row, on=timezone.localdate(at))
    return move(row=row, verb="check_run", version=row.version + bool(changed), checked_at=at, checked_by=by)
