"""Send the application: it gets its protocol number, without gaps."""

from django.db import transaction

from applications.actions._transition import transition
from applications.models import Call


@transaction.atomic
def submit(*, application, by, at):
    """Draft → being assessed. The number comes from the call's counter under its row lock, so that a
    refused or failed submission leaves no gap. Returns the saved case."""
    call = Call.objects.select_for_update().get(pk=application.call_id)
    number = f"{call.number_prefix}-{call.last_number + 1:04d}"
    row = transition(
        application=application, verb="submit", by=by, at=at, number=number, submitted_at=at, submitted_by=by
    )
    call.last_number += 1
    call.save(update_fields=["last_number"])
    return row
