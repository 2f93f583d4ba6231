"""The documents have come, or their term is over."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.actions._clock import restart_clock
from applications.actions._editing import editing
from applications.actions._transition import transition
from applications.models import ClockStop, DocumentRequest
from applications.permissions import why_not


@transaction.atomic
def receive_documents(*, application, by, at, note="", arrived=(), go_on=True):
    """Write what arrived (``arrived``: keys of its RequestedDocument rows); with ``go_on`` the case is assessed again.

    Going on closes the request with its outcome and starts the clock again. Without ``go_on`` the case keeps
    waiting and only the list changes; nothing new is then refused.
    """
    on = timezone.localdate(at)
    if not go_on:
        with editing(
            application=application,
            by=by,
            at=at,
            section="documenti",
            check=lambda user, row: why_not(user, row, "receive_documents", at=at),
        ) as row:
            request = _open_request(row)
            if request is None or not _mark(request, arrived, on):
                raise Refused(_("Tick what arrived, or say that the case goes on."))
        return row
    row = transition(
        application=application, verb="receive_documents", by=by, at=at, note=note, documents_due_on=None
    )
    request = _open_request(row)
    if request is not None:
        _mark(request, arrived, on)
        request.outcome = _outcome(request)
        request.closed_at, request.closed_by = at, by
        request.save()
    restart_clock(application=row, reason=ClockStop.Reason.DOCUMENTS, on=on)
    return row


def _open_request(application):
    return application.document_requests.filter(closed_at=None).first()


def _mark(request, arrived, on):
    """How many documents arrive now."""
    return request.items.filter(pk__in=arrived, arrived_on=None).update(arrived_on=on)


def _outcome(request):
    days = list(request.items.values_list("arrived_on", flat=True))
    if all(days):
        return DocumentRequest.Outcome.ALL
    return DocumentRequest.Outcome.SOME if any(days) else DocumentRequest.Outcome.NONE
