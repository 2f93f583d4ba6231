"""A letter proposed to whoever follows the case is not needed: why, kept in the timeline."""

from django.db import transaction

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import Application, LetterKind
from applications.notice_letters import why_not_set_aside
from applications.permissions import REASON_NEEDED


@transaction.atomic
def set_aside_letter(*, application, kind, by, at, note):
    """The fact that proposed the letter of ``kind`` proposes it no more; a later fact does. ``note`` says why.

    The letter can still be sent. Returns the Event. Raises ``Refused`` without a reason, or by a role that cannot
    write letters.
    """
    row = Application.objects.lock(application.pk)
    sentence = why_not_set_aside(by, row, kind)
    if sentence:
        raise Refused(sentence)
    if not note.strip():
        raise Refused(REASON_NEEDED)
    return record(
        application=row,
        verb="set_aside_letter",
        by=by,
        at=at,
        note=note.strip(),
        data={"letter": LetterKind(kind).value},
    )
