"""The files were given to the bank."""

from django.db import transaction

from vouchers.moves import lock_row, move


@transaction.atomic
def send_run(*, run, by, at):
    """Issued → sent: from here on the answer of the bank is awaited."""
    row = lock_row(run=run, verb="send_run", by=by, at=at)
    return move(row=row, verb="send_run", sent_at=at, sent_by=by)
