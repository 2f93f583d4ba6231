"""One period ends where the next begins. Used by the verbs that change who cares."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused


def known(day, at):
    """Refuse a day that has not come yet: a change is recorded when it has happened."""
    if day > timezone.localdate(at):
        raise Refused(_("The date is in the future: record the change on its day."))


def close_period(rows, starts_on):
    """End the period that is going on the day before ``starts_on``; returns it, or None when there is none."""
    old = rows.select_for_update().filter(ends_on__isnull=True).first()
    if old is None:
        return None
    if old.starts_on and starts_on <= old.starts_on:
        raise Refused(_("The change comes before the start of the period it ends: check the date."))
    old.ends_on = starts_on - timedelta(days=1)
    old.save()
    return old
