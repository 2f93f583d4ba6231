"""The reminder nobody has to send: to the ASST when its signature is late, to the managers too when it is very late."""

from django.db import transaction
from django.db.models import Case, Count, F, Q, Value, When
from django.utils import timezone

from applications.actions._transition import record
from applications.models import Application
from applications.step_columns import with_columns
from applications.workflow import Status

VERB = "late_asst"
LATE, VERY_LATE = 1, 2
_SIGNABLE = (Status.WAITING_DOCS, Status.ASSESSING, Status.ACTIVE)


def remind_assessors(*, at):
    """One event for each case whose signature of the ASST is late on the day of ``at``, and one more when the managers
    step in. Asked again it writes none twice; the notifications go with the mail of the morning. Returns the events.
    """
    found = []
    for pk, level in late(on=timezone.localdate(at)).values_list("pk", "level"):
        with transaction.atomic():
            Application.objects.select_for_update().only("pk").get(pk=pk)
            row = late(on=timezone.localdate(at)).filter(pk=pk, level=level).first()
            if row is not None:
                found.append(record(application=row, verb=VERB, by=None, at=at, data={"level": level}))
    return found


def late(*, on):
    """The cases the ASST is to be reminded of on the day ``on``, with ``level``: those not told yet at that level."""
    told = Count("events", filter=Q(events__verb=VERB, events__at__gte=F("asked_asst_at")), distinct=True)
    rows = with_columns(Application.objects.filter(status__in=[one.value for one in _SIGNABLE]))
    rows = rows.filter(assessment_now__isnull=False, health_signed_at=None, disagreed_at=None)
    level = Case(When(escalate_on__lte=on, then=Value(VERY_LATE)), default=Value(LATE))
    return rows.annotate(told=told, level=level).filter(remind_asst_on__lte=on, told__lt=F("level"))
