"""Say who follows a case."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications import bulk_permissions
from applications.actions._transition import record
from applications.models import Application


@transaction.atomic
def assign(*, application, by, at, to):
    """``to`` follows the case from now on; None: nobody. The event says from whom to whom.

    Raises ``Refused`` when the case is finished or ``to`` does not work with the cases of its office. Giving it to
    who has it already changes nothing and writes nothing.
    """
    row = Application.objects.lock(application.pk)
    sentence = bulk_permissions.why_not_assign(by, row, to, on=timezone.localdate(at))
    if sentence:
        raise Refused(sentence)
    if row.case_manager == to:
        return row
    before, row.case_manager = row.case_manager, to
    row.save(update_fields=["case_manager"])
    record(
        application=row,
        verb="assign",
        by=by,
        at=at,
        note=to.full_name if to else str(_("to nobody")),
        data={"from": before.pk if before else None, "to": to.pk if to else None},
    )
    return row
