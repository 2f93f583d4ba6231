"""A case that the rules refuse, in a call that tells the family first; the days after the notice."""

from datetime import timedelta

from applications.actions.notify_refusal import notify_refusal
from tests.applications.factories import NOW, make_case, world

DAY = timedelta(days=1)


def told(*, received=True, who="adele", **call):
    """(world, case, notice): the notice of NOW, received on that day or nobody knows when."""
    w = world(refusal_notice=True, procedure_days=60, **call)
    case = make_case(w, who, status="assessing", isee="25000.01")
    notice = notify_refusal(
        application=case, by=w.manager, at=NOW, received_on=NOW.date() if received else None
    )
    return w, case, notice
