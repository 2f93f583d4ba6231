"""The person went to live in a residence."""

from django.db import transaction

from applications.models import LifeEvent
from vouchers.actions._ending import end_from
from vouchers.models import Award


@transaction.atomic
def record_placement(*, application, by, at, admitted_on, facility, told_by, note=""):
    """For good, from ``admitted_on``: the day before is the last one due. A respite stay is a suspension. Returns the
    LifeEvent; ``facility``: the name of the residence."""
    return end_from(
        application=application,
        verb="record_placement",
        kind=LifeEvent.Kind.PLACEMENT,
        end_reason=Award.EndReason.PLACEMENT,
        by=by,
        at=at,
        happened_on=admitted_on,
        first_day=admitted_on,
        note=". ".join(filter(None, (facility, note))),
        told_by=told_by,
        source=facility,
    )
