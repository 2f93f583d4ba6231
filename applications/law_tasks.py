"""Rules, calls and what is added to them as tasks of "My work": a second person publishes what the first wrote."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day_words
from applications import approvals
from applications.steps import DAYS_TO_APPROVE
from applications.work import UNASSIGNED, Task, source


@source
def to_publish(*, user, on, whose):
    """What waits to be published or confirmed, as the page "To approve" lists it; who prepared it waits. One query, and
    one for each kind there is."""
    if whose == UNASSIGNED or not user.may("call.publish"):
        return []
    return [_task(row) for row in approvals.law(user=user, on=on)]


def _task(row):
    return Task(
        label=row.what,
        url=row.url,
        action=_("Open it") if row.own else _("Read and decide"),
        action_url=row.url,
        icon="file-signed",
        why=_("Prepared by %(name)s, sent on %(day)s.")
        % {"name": row.prepared_by, "day": day_words(row.since)},
        due_on=timezone.localdate(row.since) + timedelta(days=DAYS_TO_APPROVE),
        since=row.since,
        waiting=row.own,
        person=", ".join(part for part in (row.subject, row.detail) if part),
        code="publish",
        kind=_("Rules and calls to publish"),
    )
