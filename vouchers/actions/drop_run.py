"""Give up a further list of a month."""

from django.db import transaction

from vouchers.models import Payment
from vouchers.moves import lock_row, move


@transaction.atomic
def drop_run(*, run, by, at):
    """Draft or in checks → given up: nobody is paid by it, and its months are free for the next list. Who had been
    removed stays written."""
    row = lock_row(run=run, verb="drop_run", by=by, at=at)
    row.payments.filter(state=Payment.State.DUE).delete()
    row.payouts.all().delete()
    return move(row=row, verb="drop_run", version=row.version + 1)
