"""Remind whoever is waited for: recorded on the case, said by e-mail to the people who can act."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications import reminders
from applications.actions._transition import record
from applications.bulk_tasks import start_reminder
from applications.models import Application
from applications.steps import with_next_step

UNDO_WITHIN = timedelta(seconds=10)


@transaction.atomic
def remind(*, application, by, at):
    """Write the event ``remind`` and start the job of the e-mails. Returns the Event.

    Refused when nobody else has to act on the case, when nobody would read it, and twice in one day.
    """
    Application.objects.lock(application.pk)
    on = timezone.localdate(at)
    case = with_next_step(Application.objects.filter(pk=application.pk), user=by, on=on).with_people().get()
    if not reminders.waits_for_an_office(case, user=by):
        raise Refused(_("Nobody of another office has to act on this case now: there is nobody to remind."))
    people = reminders.people(case, on=on)
    if not people:
        raise Refused(_("Nobody of that office has an account: telephone them."))
    last = reminders.last_by_case([case.pk]).get(case.pk)
    if last and timezone.localdate(last.at) == on:
        raise Refused(_("They were already reminded today: try again tomorrow."))
    job = start_reminder(case=case, people=people, key=f"reminder-{uuid.uuid4().hex}", by=by, at=at)
    return record(
        application=case,
        verb="remind",
        by=by,
        at=at,
        data={"step": case.step, "job": job.pk, "to": [one.pk for one in people]},
    )
