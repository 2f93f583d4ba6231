"""Put a person back into this month."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from vouchers import checks
from vouchers.actions import _lines
from vouchers.models import Payment
from vouchers.moves import lock_row, move
from vouchers.workflow import RunState


@transaction.atomic
def put_back(*, run, application, by, at):
    """Undo ``take_out``. Refused when a later run already carries the same months."""
    row = lock_row(run=run, verb="put_back", by=by, at=at)
    removed = row.payments.filter(application=application, state=Payment.State.TAKEN_OUT)
    try:
        with transaction.atomic():
            restored = removed.update(
                state=Payment.State.DUE, removed_reason="", removed_at=None, removed_by=None
            )
    except IntegrityError as error:
        raise Refused(_("These months are already in another payment.")) from error
    if not restored:
        raise Refused(_("The person was not removed from this list."))
    _lines.sync(row)
    if row.state == RunState.CHECKED:
        checks.refresh(row, on=timezone.localdate(at))
    return move(row=row, verb="put_back", version=row.version + 1)
