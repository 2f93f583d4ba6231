"""Say how large the letters to a person are printed."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.letters import may_choose_print
from applications.models import Application, Person

LARGE, NORMAL = _("in large print"), _("in normal print")


@transaction.atomic
def choose_print(*, application, large, by, at):
    """Every letter of the person of this case follows from now on, in whatever case; those sent stay as they left.

    In any state of the case, for letters leave also after its end. Returns the Person; choosing what holds already
    writes nothing. Raises ``Refused`` by a role that writes no letters, or after a death.
    """
    row = Application.objects.lock(application.pk)
    person = Person.objects.select_for_update(no_key=True).get(pk=row.person_id)
    sentence = may_choose_print(by, person)
    if sentence:
        raise Refused(sentence)
    if person.large_print == large:
        return person
    person.large_print = large
    person.save(update_fields=["large_print"])
    record(
        application=row,
        verb="choose_print",
        by=by,
        at=at,
        note=str(LARGE if large else NORMAL),
        data={"large": large},
    )
    return person
