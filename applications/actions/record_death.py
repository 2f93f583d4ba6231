"""The person has died."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._locks import lock_people
from applications.actions._transition import transition
from applications.models import Application, LifeEvent
from applications.workflow import OPEN


@transaction.atomic
def record_death(*, application, by, at, died_on, source, told_by, note=""):
    """Every open case of the person → closed: no letter, reminder or task any more. Returns the LifeEvent of this case.

    The money follows by itself: the ledger reads the day of death, also when it is known late.
    """
    if died_on > timezone.localdate(at):
        raise Refused(_("The date is in the future: check it."))
    (person,) = lock_people([application.person_id])
    if died_on < person.birth_date:
        raise Refused(_("The date comes before the birth: check it."))
    if person.died_on:
        raise Refused(_("The death is already recorded."))
    cases = Application.objects.filter(person=person, status__in=[one.value for one in OPEN]).order_by("pk")
    found = {}
    for case in cases:
        transition(
            application=case, verb="record_death", by=by, at=at, note=note,
            data={"happened_on": died_on.isoformat(), "source": source},
        )  # fmt: skip
        found[case.pk] = LifeEvent.objects.create(
            application=case, kind=LifeEvent.Kind.DEATH, happened_on=died_on, recorded_at=at, recorded_by=by,
            source=source, told_by=told_by, note=note, before=case.status,
        )  # fmt: skip
    if application.pk not in found:
        raise Refused(_("This case is finished: record the death on an open one."))
    person.died_on = died_on
    person.save(update_fields=["died_on"])
    return found[application.pk]
