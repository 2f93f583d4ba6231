"""Another family caregiver, or none, from a day on."""

from django.db import transaction

from applications.actions._period import close_period, known
from applications.actions._transition import transition
from applications.models import Application, Caregiver, LifeEvent


@transaction.atomic
def change_caregiver(*, application, by, at, starts_on, caregiver, note=""):
    """The old period ends the day before ``starts_on``, the new one begins. ``caregiver``: fields, None for nobody."""
    known(starts_on, at)
    Application.objects.lock(application.pk)
    old = close_period(application.caregivers, starts_on)
    new = (
        Caregiver.objects.create(application=application, starts_on=starts_on, **caregiver)
        if caregiver
        else None
    )
    before, after = (str(old) if old else "", str(new) if new else "–")
    data = {"happened_on": starts_on.isoformat(), "before": before, "after": after}
    case = transition(
        application=application, verb="change_caregiver", by=by, at=at, note=note, data=data,
        has_caregiver=new is not None,
    )  # fmt: skip
    return LifeEvent.objects.create(
        application=case, kind=LifeEvent.Kind.CAREGIVER, happened_on=starts_on, recorded_at=at, recorded_by=by,
        note=note, before=before, after=after,
    )  # fmt: skip
