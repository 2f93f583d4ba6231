"""The notice of refusal no longer holds: the application goes on."""

from django.db import transaction
from django.utils import timezone

from applications import refusal
from applications.actions._notice import end_notice
from applications.actions._transition import transition
from applications.models import RefusalNotice


@transaction.atomic
def withdraw_notice(*, application, by, at, note):
    """The observations, or new evidence, were right: the clock goes on from today. ``note`` says why."""
    row = transition(application=application, verb="withdraw_notice", by=by, at=at, note=note)
    notice = refusal.open_notice(row)
    end_notice(notice=notice, outcome=RefusalNotice.Outcome.ACCEPTED, by=by, at=at, on=timezone.localdate(at))
    return row
