"""The right is lost: a declaration that was not true, a requirement that is gone and was not told."""

from django.db import transaction

from applications.models import LifeEvent
from vouchers.actions._ending import end_from
from vouchers.models import Award


@transaction.atomic
def forfeit(*, application, by, at, from_day, cause, note):
    """``from_day``: since when nothing is due any more; on or before the first day of the award, all of it comes back.
    ``cause``: the words of the ground. Returns the LifeEvent."""
    return end_from(
        application=application,
        verb="forfeit",
        kind=LifeEvent.Kind.FORFEITURE,
        end_reason=Award.EndReason.FORFEITURE,
        by=by,
        at=at,
        happened_on=from_day,
        first_day=from_day,
        note=f"{cause}. {note}",
        source=cause,
    )
