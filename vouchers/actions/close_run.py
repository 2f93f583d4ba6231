"""The month is over."""

from django.db import transaction

from vouchers.moves import lock_row, move


@transaction.atomic
def close_run(*, run, by, at):
    """Outcome known → closed. A payment that comes back later is still recorded, and is paid by the next list."""
    row = lock_row(run=run, verb="close_run", by=by, at=at)
    return move(row=row, verb="close_run", closed_at=at, closed_by=by)
