"""A letter that came back need not leave again: why, kept in the timeline."""

from django.db import transaction

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import Application, IssuedLetter
from applications.permissions import REASON_NEEDED
from applications.sendings import why_not_set_aside


@transaction.atomic
def set_aside_returned(*, letter, by, at, note):
    """The task of sending ``letter`` again goes; the same letter back another time makes a new one. ``note`` says why.

    It can still be sent. Returns the Event. Raises ``Refused`` without a reason, for a letter that did not come back,
    for a notice of refusal that stands, or by a role that cannot write letters.
    """
    case = Application.objects.lock(letter.application_id)
    row = IssuedLetter.objects.select_for_update(of=("self",)).select_related("document").get(pk=letter.pk)
    sentence = why_not_set_aside(by, row)
    if sentence:
        raise Refused(sentence)
    if not note.strip():
        raise Refused(REASON_NEEDED)
    return record(
        application=case,
        verb="set_aside_returned",
        by=by,
        at=at,
        note=f"{row.document.label}: {note.strip()}",
        data={"document": row.document_id, "came_back_on": row.came_back_on.isoformat()},
    )
