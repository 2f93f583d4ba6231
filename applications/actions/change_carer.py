"""Another contract of the carer, or none, from a day on."""

from django.db import transaction

from applications.actions._period import close_period, known
from applications.actions._transition import transition
from applications.models import Application, CarerContract, LifeEvent


@transaction.atomic
def change_carer(*, application, by, at, starts_on, contract, note=""):
    """The old contract ends the day before ``starts_on``, the new one begins. ``contract``: fields, None for none."""
    known(starts_on, at)
    Application.objects.lock(application.pk)
    old = close_period(application.carer_contracts, starts_on)
    new = (
        CarerContract.objects.create(application=application, starts_on=starts_on, **contract)
        if contract
        else None
    )
    before, after = (str(old) if old else "", str(new) if new else "–")
    data = {"happened_on": starts_on.isoformat(), "before": before, "after": after}
    case = transition(
        application=application, verb="change_carer", by=by, at=at, note=note, data=data,
        has_carer=new is not None,
    )  # fmt: skip
    return LifeEvent.objects.create(
        application=case, kind=LifeEvent.Kind.CARER, happened_on=starts_on, recorded_at=at, recorded_by=by,
        note=note, before=before, after=after,
    )  # fmt: skip
