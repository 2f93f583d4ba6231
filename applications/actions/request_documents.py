"""Ask the family for what is missing."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from applications import tasks
from applications.actions._clock import stop_clock
from applications.actions._transition import transition
from applications.models import ClockStop, DocumentRequest, RequestedDocument

LABEL = RequestedDocument._meta.get_field("label").max_length


@transaction.atomic
def request_documents(*, application, by, at, note, due_on, how=DocumentRequest.How.LETTER):
    """Being assessed → waiting for documents. The clock stops, the letter is made in the background.

    ``note`` lists what is missing, one document per line; ``due_on`` is the term. The reminder is due after the
    days the call says; a shorter term has none.
    """
    row = transition(
        application=application,
        verb="request_documents",
        by=by,
        at=at,
        note=note,
        data={"due_on": due_on.isoformat(), "how": how},
        documents_due_on=due_on,
    )
    on = timezone.localdate(at)
    remind_on = on + timedelta(days=row.call.reminder_days)
    request = DocumentRequest.objects.create(
        application=row,
        how=how,
        due_on=due_on,
        remind_on=remind_on if remind_on < due_on else None,
        asked_at=at,
        asked_by=by,
    )
    lines = [line.strip(" \t-•")[:LABEL] for line in note.splitlines()]
    RequestedDocument.objects.bulk_create(
        RequestedDocument(request=request, label=line) for line in lines if line
    )
    stop_clock(application=row, reason=ClockStop.Reason.DOCUMENTS, on=on)
    tasks.start_request_letter(request=request, by=by, at=at)
    return row
