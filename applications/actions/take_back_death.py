"""The death was a mistake: everything comes back."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._locks import lock_people
from applications.actions._transition import transition
from applications.models import Application, LifeEvent
from applications.permissions import why_not
from applications.workflow import Status


@transaction.atomic
def take_back_death(*, application, by, at, note):
    """Each case the death closed → the status it had. Never by who recorded it. What was kept back is paid again."""
    (person,) = lock_people([application.person_id])
    sentence = why_not(by, Application.objects.with_people().get(pk=application.pk), "take_back_death", at=at)
    if sentence:
        raise Refused(sentence)
    rows = LifeEvent.objects.select_for_update().filter(
        application__person=person, kind=LifeEvent.Kind.DEATH, undone_at__isnull=True
    )
    person.died_on = None
    person.save(update_fields=["died_on"])
    for row in rows.order_by("application_id"):
        case = Application.objects.get(pk=row.application_id)
        try:
            with transaction.atomic():
                transition(
                    application=case,
                    verb="take_back_death",
                    by=by,
                    at=at,
                    note=note,
                    back_to=Status(row.before),
                )
        except IntegrityError as error:
            raise Refused(
                _("Meanwhile the person has another open case in this call: close it first.")
            ) from error
        row.undone_at, row.undone_by, row.undone_reason = at, by, note
        row.save()
    return application
