"""The treasurer has paid."""

from django.db import transaction

from vouchers import books
from vouchers.models import Payout
from vouchers.moves import lock_row, move


@transaction.atomic
def mark_paid(*, run, by, at):
    """Sent → outcome known: every payment the bank has not sent back is paid, without a file that says so."""
    row = lock_row(run=run, verb="mark_paid", by=by, at=at)
    payouts = list(row.payouts.select_for_update().filter(state=Payout.State.BOOKED))
    books.book_payment(row, payouts, by=by, at=at)
    return move(row=row, verb="mark_paid", paid_at=at, paid_by=by)
