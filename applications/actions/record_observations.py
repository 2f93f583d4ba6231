"""The family answers the notice of refusal."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications import refusal
from applications.actions._clock import move_notice_stop
from applications.actions._transition import transition
from applications.actions.attach import attach
from applications.models import Document, Observation


@transaction.atomic
def record_observations(*, application, by, at, presented_on, text, checked=None):
    """Write what the family says, with the file it came in (``checked``: what ``papers.uploads.check`` accepted).

    Observations in time move the day the clock goes on; late ones are answered all the same. Returns the Observation.
    """
    row = transition(application=application, verb="record_observations", by=by, at=at)
    notice = refusal.open_notice(row)
    if presented_on > timezone.localdate(at):
        raise Refused(_("The day is in the future: write when the family answered."))
    if presented_on < timezone.localdate(notice.issued_at):
        raise Refused(_("The day comes before the notice: check it."))
    document = checked and attach(
        application=row, by=by, at=at, checked=checked, kind=Document.Kind.OTHER, label=_("Observations")
    )
    if document:  # a family defends itself with certificates: nobody outside the case reads them
        document.is_health = True
        document.save(update_fields=["is_health"])
    found = Observation.objects.create(
        notice=notice, presented_on=presented_on, text=text, document=document, recorded_at=at, recorded_by=by
    )
    move_notice_stop(notice=notice)
    return found
