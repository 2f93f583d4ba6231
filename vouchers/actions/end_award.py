"""The award ends before its last day."""

from django.db import transaction

from vouchers.actions._ending import end_on


@transaction.atomic
def end_award(*, application, by, at, last_day, reason, note=""):
    """Being paid or suspended → closed. Nothing is due after ``last_day``; months before it still are."""
    return end_on(
        application=application, verb="end_award", by=by, at=at, last_day=last_day, reason=reason, note=note
    )
