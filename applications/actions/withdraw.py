"""The family takes the application back."""

from django.db import transaction
from django.utils import timezone

from applications import refusal
from applications.actions._notice import end_notice
from applications.actions._period import known
from applications.actions._transition import transition
from applications.models import RefusalNotice


@transaction.atomic
def withdraw(*, application, by, at, note, told_on=None):
    """→ closed, before any money. ``note`` is the family's reason, ``told_on`` the day they said so (None: today)."""
    told_on = told_on or timezone.localdate(at)
    known(told_on, at)
    data = {"happened_on": told_on.isoformat()}
    row = transition(application=application, verb="withdraw", by=by, at=at, note=note, data=data)
    outcome = RefusalNotice.Outcome.ENDED
    end_notice(notice=refusal.open_notice(row), outcome=outcome, by=by, at=at, on=timezone.localdate(at))
    return row
