"""Take a delegation back before its last day."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.delegate import why_not_delegate
from accounts.models import Delegation
from accounts.refusal import Refused


@transaction.atomic
def end_delegation(*, delegation, by, at):
    """From now on it lends nothing; what was approved with it stays. By whoever approves there by their own role."""
    row = Delegation.objects.select_for_update().get(pk=delegation.pk)
    sentence = why_not_delegate(by)
    if sentence:
        raise Refused(sentence)
    if row.ended_at:
        raise Refused(_("This delegation has already been taken back."))
    row.ended_at, row.ended_by = at, by
    row.save(update_fields=["ended_at", "ended_by"])
    return row
