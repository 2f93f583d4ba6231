"""Ask the ASST again for its part."""

from django.db import transaction

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.assessment_rules import why_not_remind
from applications.models import Application, Event


def last_reminder(application):
    """The instant of the last reminder of the case, or None."""
    rows = Event.objects.filter(application=application, verb="remind_asst").order_by("-at")
    return rows.values_list("at", flat=True).first()


@transaction.atomic
def remind_asst(*, application, by, at, note=""):
    """Written on the case and shown first in the queue of the ASST; once a day at most."""
    row = Application.objects.lock(application.pk)
    refusal = why_not_remind(by, row, at=at, last_reminder=last_reminder(row))
    if refusal:
        raise Refused(refusal)
    return record(
        application=row, verb="remind_asst", by=by, at=at, note=note, data={"office": row.health_office_id}
    )
