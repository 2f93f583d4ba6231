"""The history of the demo, as if it had been written on the days its stories tell: the machine wrote it all today."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from applications.models import (
    Application,
    Assessment,
    CallAnswer,
    Caregiver,
    CarerContract,
    Certificate,
    Declaration,
    Event,
    HeldMeasure,
    IndividualPlan,
    Isee,
    MeasureCheck,
    Person,
)
from applications.past import history_of


def backdate():
    """Move every version to its day, so that past months can be simulated by what was known then."""
    moved = Event.objects.filter(application=OuterRef("id"), to_status=OuterRef("status")).order_by("at")
    when = {Application: Coalesce(Subquery(moved.values("at")[:1]), "created_at")}
    begun = Application.objects.order_by("created_at").values("created_at")
    when[Person] = Subquery(begun.filter(person=OuterRef("id"))[:1])
    when |= dict.fromkeys((Certificate, Isee), Subquery(begun.filter(person=OuterRef("person_id"))[:1]))
    when |= dict.fromkeys(
        (CallAnswer, Caregiver, CarerContract, Declaration, HeldMeasure, MeasureCheck),
        Subquery(begun.filter(pk=OuterRef("application_id"))[:1]),
    )
    when[Assessment] = Greatest("started_at", "social_written_at", "health_written_at")
    when[IndividualPlan] = Greatest("written_at", "submitted_at", "returned_at", "approved_at")
    for model, moment in when.items():
        history_of(model).objects.update(pgh_created_at=Coalesce(moment, "pgh_created_at"))
