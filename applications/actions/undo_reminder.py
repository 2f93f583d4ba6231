"""Take back a reminder while its e-mail has not left."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.actions.remind import UNDO_WITHIN
from applications.models import Event
from jobs import actions as jobs
from jobs.models import Job

GRACE = UNDO_WITHIN / 2  # the press and its way here; the e-mail leaves later still


@transaction.atomic
def undo_reminder(*, event, by, at):
    """Stop the e-mails of ``event`` (a ``remind``) and write that it was taken back. Only by who sent it, in time."""
    job = Job.objects.select_for_update().filter(pk=event.data.get("job")).first()
    if event.verb != "remind" or event.by_id != by.pk or job is None:
        raise Refused(_("This reminder is not yours."))
    if Event.objects.filter(
        verb="undo_reminder", application=event.application_id, data__of=event.pk
    ).exists():
        raise Refused(_("This reminder was already taken back."))
    if at > event.at + UNDO_WITHIN + GRACE or job.state != Job.State.QUEUED:
        raise Refused(_("It is too late: the reminder has left."))
    jobs.cancel(job=job, by=by, at=at)
    return record(application=event.application, verb="undo_reminder", by=by, at=at, data={"of": event.pk})
