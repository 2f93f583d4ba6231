"""The rows the rules look at, for many cases at once: a fixed number of questions, and lists instead of querysets."""

from django.db.models import Prefetch

from applications import models as m


def _brought(path, model):
    """Prefetched as a plain list: a queryset for each relation of each case costs more than reading its rows."""
    return Prefetch(path, model.objects.all(), to_attr=f"known_{path.rpartition('__')[2]}")


# what ``facts.of`` reads of a case: prefetched, any number of cases asks the database a fixed number of times
EVIDENCE = (
    Prefetch("assessments", m.Assessment.objects.prefetch_related("signatures"), to_attr="known_assessments"),
    _brought("plans", m.IndividualPlan),
    _brought("caregivers", m.Caregiver),
    _brought("carer_contracts", m.CarerContract),
    _brought("measure_checks", m.MeasureCheck),
    _brought("measures", m.HeldMeasure),
    _brought("call_answers", m.CallAnswer),
    _brought("person__certificates", m.Certificate),
    _brought("person__household", m.HouseholdMember),
    _brought("person__isee_set", m.Isee),
)


def with_evidence(cases):
    """The queryset with all that ``facts.of`` reads."""
    return cases.select_related("person", "municipality", "declaration").prefetch_related(*EVIDENCE)


def rows_of(owner, relation):
    """The rows of a relation: the list ``with_evidence`` brought, or asked for now."""
    brought = owner.__dict__.get(f"known_{relation}")
    return getattr(owner, relation).all() if brought is None else brought
