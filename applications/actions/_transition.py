"""The only code that writes the status of a case."""

from django.db import transaction

from accounts.refusal import Refused
from applications import notified, permissions
from applications.models import Application, Event
from applications.workflow import TRANSITIONS


@transaction.atomic
def transition(*, application, verb, by, at, note="", data=None, back_to=None, **changes):
    """Lock the row, check, write status and ``changes``, write the event. Returns the locked, saved row.

    ``back_to``: the status restored by a verb that takes something back.
    ``note`` is the written reason where the verb needs one. Raises ``Refused`` with the sentence of
    ``permissions.why_not`` when the move is not allowed to ``by`` at the instant ``at``.
    """
    move = TRANSITIONS[verb]
    row = Application.objects.lock(application.pk)
    sentence = permissions.why_not(by, row, verb, at=at)
    if sentence:
        raise Refused(sentence)
    if move.needs_reason and not note.strip():
        raise Refused(permissions.REASON_NEEDED)
    before = row.status
    if back_to is not None and back_to not in move.back_to:
        raise Refused(permissions.NOT_IN_THIS_STATE % {"status": row.get_status_display()})
    row.status = back_to or (before if before in move.stays else move.target) or before
    for name, value in changes.items():
        setattr(row, name, value)
    row.edit_version += 1
    row.save()
    record(
        application=row,
        verb=verb,
        by=by,
        at=at,
        note=note,
        data=data,
        from_status=before,
        to_status=row.status,
    )
    return row


def record(*, application, verb, by, at, note="", data=None, from_status="", to_status=""):
    """Append one event to the timeline of the case and tell those it concerns (``notified.TOLD``)."""
    event = Event.objects.create(
        application=application,
        verb=verb,
        at=at,
        by=by,
        office=by.office if by else None,
        role=by.acting_as.role if by and by.acting_as_id else "",
        note=note,
        data=data or {},
        from_status=from_status,
        to_status=to_status,
    )
    notified.tell(application=application, event=event)
    return event
