"""Sign the locked list."""

from django.db import transaction

from accounts.refusal import Refused
from vouchers.models import RunApproval
from vouchers.moves import STALE, lock_row, move
from vouchers.permissions import valid_approvals


@transaction.atomic
def approve_run(*, run, by, at, lines_hash):
    """One signature of ``by`` under the lines whose hash they saw; the last one needed approves the run.

    Refused to whoever prepared the list, to whoever has signed already, and when the list is not the one
    seen.
    """
    row = lock_row(run=run, verb="approve_run", by=by, at=at)
    if lines_hash != row.lines_hash:
        raise Refused(STALE)
    RunApproval.objects.create(
        run=row,
        lines_hash=row.lines_hash,
        opened_by=row.opened_by,
        locked_by=row.locked_by,
        approved_at=at,
        approved_by=by,
        role=by.acting_as.role,
    )
    if len(valid_approvals(row)) >= row.approvals_needed:
        move(row=row, verb="approve_run")
    return row
