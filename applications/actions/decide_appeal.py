"""Answer a request for review."""

from django.db import transaction

from applications.actions._transition import transition
from applications.actions.reopen import reopen
from applications.life import open_appeal
from applications.models import LifeEvent


@transaction.atomic
def decide_appeal(*, application, by, at, accepted, note):
    """Accepted: the case is assessed again. Otherwise the refusal stands. Never by who refused or recorded."""
    case = transition(application=application, verb="decide_appeal", by=by, at=at, note=note)
    row = open_appeal(case)
    row.outcome = LifeEvent.Outcome.ACCEPTED if accepted else LifeEvent.Outcome.CONFIRMED
    row.decided_at, row.decided_by, row.decided_note = at, by, note
    row.save()
    if accepted:
        reopen(application=case, by=by, at=at, note=note)
    return row
