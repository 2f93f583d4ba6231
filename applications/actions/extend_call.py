"""Give more time to a published call, or open it again: prepared here, in force when a second person confirms."""

from django.db import transaction

from accounts.refusal import Refused
from applications import law_permissions
from applications.actions._additions import check_window, lock_call
from applications.models import CallAddition


@transaction.atomic
def extend_call(*, call, closes_at, act, act_date, reason, by, at, opens_at=None, rule_set=None):
    """The addition, waiting for confirmation.

    ``opens_at`` None or the last closing: the window goes on without a break; later: it opens again then. ``rule_set``:
    the text for whoever applies in this window, None for that of the call. Raises ``Refused``.
    """
    row = lock_call(call)
    sentence = law_permissions.on_published_call(by, row, "extend_call")
    if sentence:
        raise Refused(sentence)
    last = max(one.closes_at for one in row.windows())
    starts = last if opens_at is None else opens_at
    check_window(row, opens_at=starts, closes_at=closes_at, at=at)
    kind = CallAddition.Kind.EXTENSION if starts == last else CallAddition.Kind.REOPENING
    return CallAddition.objects.create(
        call=row,
        kind=kind,
        opens_at=starts,
        closes_at=closes_at,
        rule_set=rule_set,
        act=act,
        act_date=act_date,
        reason=reason,
        prepared_at=at,
        prepared_by=by,
    )
