"""Remind the family of the documents it was asked for."""

from django.db import transaction

from accounts.refusal import Refused
from applications import tasks
from applications.actions._transition import record
from applications.models import Application
from applications.permissions import may_remind


@transaction.atomic
def remind_documents(*, application, by, at):
    """Once per request: a letter with what is still missing. The clock keeps standing still. Returns the request."""
    row = Application.objects.lock(application.pk)
    sentence = may_remind(by, row)
    if sentence:
        raise Refused(sentence)
    request = row.document_requests.get(closed_at=None)
    request.reminded_at, request.reminded_by = at, by
    request.save(update_fields=["reminded_at", "reminded_by"])
    record(application=row, verb="remind_documents", by=by, at=at)
    tasks.start_request_letter(request=request, by=by, at=at, reminder=True)
    return request
