"""Open the list again: every signature falls."""

from django.db import transaction

from vouchers.models import Payment
from vouchers.moves import lock_row, move
from vouchers.workflow import APPROVALS_NEEDED


@transaction.atomic
def unlock_run(*, run, by, at):
    """Locked → in checks. The signatures given so far are voided and kept."""
    row = lock_row(run=run, verb="unlock_run", by=by, at=at)
    row.approvals.filter(voided_at__isnull=True).update(voided_at=at, voided_by=by)
    move(
        row=row,
        verb="unlock_run",
        lines_hash="",
        approvals_needed=APPROVALS_NEEDED,
        locked_at=None,
        locked_by=None,
        version=row.version + 1,
    )
    row.payments.filter(state=Payment.State.DUE).update(payee_name="", iban="")
    row.payouts.update(payee_name="", iban="", payer=None, end_to_end_id=None)
    return row
