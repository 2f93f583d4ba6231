"""The only code that writes the state of a run, and what every verb of a run begins with."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from vouchers.models import PaymentRun
from vouchers.permissions import why_not
from vouchers.workflow import MOVES

STALE = _("The list changed while the page was open: look at it again, then decide.")


def lock_row(*, run, verb, by, at, expected_version=None):
    """Lock the row of the run and check that ``by`` may do ``verb``; the caller is inside a transaction.

    ``expected_version``: the version the page was made from. Raises ``Refused``.
    """
    row = PaymentRun.objects.with_people().select_for_update(of=("self",)).get(pk=run.pk)
    sentence = why_not(by, row, verb, at=at)
    if sentence:
        raise Refused(sentence)
    if expected_version is not None and expected_version != row.version:
        raise Refused(STALE)
    return row


def move(*, row, verb, **changes):
    """Write the state the verb leads to, and ``changes``, on a row that ``lock_row`` has locked."""
    return write_state(row=row, state=MOVES[verb].target or row.state, **changes)


@transaction.atomic
def write_state(*, row, state, **changes):
    """The one place where a run changes state; the database lets through only the moves of ``workflow``."""
    row.state = state
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    return row
