"""The treasurer has paid."""

from django.db import transaction

from vouchers.models import Payment
from vouchers.moves import lock_row, move


@transaction.atomic
def mark_paid(*, run, by, at):
    """Issued → paid, with every line of the list."""
    row = lock_row(run=run, verb="mark_paid", by=by, at=at)
    row.payments.filter(state=Payment.State.DUE).update(state=Payment.State.PAID)
    return move(row=row, verb="mark_paid", paid_at=at, paid_by=by)
