"""A reminder is done."""

from django.db import transaction

from accounts.refusal import Refused
from applications.life import NOT_YOUR_ROLE
from applications.models import Memo
from applications.permissions import may_note


@transaction.atomic
def finish_memo(*, memo, by, at):
    """Done now, by whoever says so; a second press finds it done. Returns the Memo."""
    row = Memo.objects.select_for_update(of=("self",)).get(pk=memo.pk)
    if may_note(by):
        raise Refused(NOT_YOUR_ROLE)
    if row.done_at is None:
        row.done_at, row.done_by = at, by
        row.save(update_fields=["done_at", "done_by"])
    return row
