"""The family asks for the refusal to be looked at again."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._transition import transition
from applications.life import refusal_of
from applications.models import LifeEvent


@transaction.atomic
def record_appeal(*, application, by, at, received_on, note, days):
    """Keep the request with the refusal it is against; to be answered within ``days``, by another person.

    ``days`` is the office's own term, counted from the day it arrived.
    """
    if received_on > timezone.localdate(at):
        raise Refused(_("The date is in the future: check it."))
    due_on = received_on + timedelta(days=days)
    case = transition(
        application=application, verb="record_appeal", by=by, at=at, note=note,
        data={"happened_on": received_on.isoformat(), "due_on": due_on.isoformat()},
    )  # fmt: skip
    refusal = refusal_of(case)
    if refusal and received_on < timezone.localdate(refusal.made_at):
        raise Refused(_("The request comes before the refusal: check the date."))
    return LifeEvent.objects.create(
        application=case, kind=LifeEvent.Kind.APPEAL, happened_on=received_on, recorded_at=at, recorded_by=by,
        note=note, due_on=due_on, determination=refusal,
    )  # fmt: skip
