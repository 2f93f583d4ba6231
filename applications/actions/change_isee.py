"""A new ISEE of a person who is paid, or granted, already: from which day, and what it was before."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from applications.actions._isee import in_words, life_event
from applications.actions._locks import lock_people
from applications.actions._period import known
from applications.actions._transition import transition
from applications.models import Isee, Verification
from applications.models.evidence import OVERLAP


@transaction.atomic
def change_isee(*, application, by, at, isee, note=""):
    """The ISEE of the same kind that holds on the day of the new one ends the day before. Returns the LifeEvent.

    ``isee``: kind, value, year, dsu_protocol, issued_on, valid_to, has_omissions, verification. The amount does not
    change by itself: somebody else decides it again. Raises ``Refused`` when two ISEE would hold on one day.
    """
    known(isee["issued_on"], at)
    (person,) = lock_people([application.person_id])
    rows = person.isee_set.filter(kind=isee["kind"])
    old = rows.filter(issued_on__lt=isee["issued_on"], valid_to__gte=isee["issued_on"]).first()
    if old is not None:
        old.valid_to = isee["issued_on"] - timedelta(days=1)
        old.save(update_fields=["valid_to"])
    said = old or rows.first()
    checked = {} if isee["verification"] == Verification.DECLARED else {"verified_at": at, "verified_by": by}
    try:
        with transaction.atomic():
            new = Isee.objects.create(person=person, **isee, **checked)
    except IntegrityError as error:
        if "isee_no_overlap" not in str(error):
            raise
        raise Refused(OVERLAP) from error
    before, after = in_words(said), in_words(new)
    data = {"happened_on": new.issued_on.isoformat(), "before": before, "after": after}
    case = transition(application=application, verb="change_isee", by=by, at=at, note=note, data=data)
    return life_event(application=case, isee=new, before=before, after=after, by=by, at=at, note=note)
