"""Leave a person out of this month."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from vouchers import checks
from vouchers.actions import _lines
from vouchers.models import Payment
from vouchers.moves import lock_row, move
from vouchers.permissions import REASON_NEEDED
from vouchers.workflow import RunState


@transaction.atomic
def take_out(*, run, application, reason, by, at):
    """Remove every line of the case; the next run proposes them again as arrears, with ``reason``."""
    row = lock_row(run=run, verb="take_out", by=by, at=at)
    if not reason.strip():
        raise Refused(REASON_NEEDED)
    removed = row.payments.filter(application=application, state=Payment.State.DUE).update(
        state=Payment.State.TAKEN_OUT, removed_reason=reason.strip()[:300], removed_at=at, removed_by=by
    )
    if not removed:
        raise Refused(_("The person is not in this list any more."))
    _lines.sync(row)
    if row.state == RunState.CHECKED:
        checks.refresh(row, on=timezone.localdate(at))
    return move(row=row, verb="take_out", version=row.version + 1)
