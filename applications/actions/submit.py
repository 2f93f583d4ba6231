"""Send the application: it gets its protocol number, without gaps."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from applications import permissions, tasks
from applications.actions._transition import transition
from applications.models import Call, StepDraft
from applications.request_letters import PAPERS


@transaction.atomic
def submit(*, application, by, at):
    """Draft → being assessed. The number comes from the call's counter under its row lock, so that a
    refused or failed submission leaves no gap. Returns the saved case.

    What the call lets arrive later is kept in the event with its term, and said in the receipt, which is made in the
    background.
    """
    call = Call.objects.select_for_update().get(pk=application.call_id)
    number = f"{call.number_prefix}-{call.last_number + 1:04d}"
    later = [PAPERS[code] for code in permissions.may_come_later(application)]
    due_on = timezone.localdate(at) + timedelta(days=call.late_days) if later else None
    row = transition(
        application=application,
        verb="submit",
        by=by,
        at=at,
        data={"later": later, "due_on": due_on.isoformat()} if later else None,
        number=number,
        submitted_at=at,
        submitted_by=by,
        documents_due_on=due_on,
    )
    StepDraft.objects.filter(application=row).delete()
    call.last_number += 1
    call.save(update_fields=["last_number"])
    tasks.start_receipt(application=row, later=later, due_on=due_on, by=by, at=at)
    return row
