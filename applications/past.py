"""The cases as they stood on a day that is past: by what is known now, or by what was known then.

*Known now* takes the dates written in the case file: who had applied and not left, whose evidence was valid, which
assessment was signed by then. *Known then* goes back to the rows themselves, through the history the database keeps.
"""

from datetime import date, datetime, time, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import Office
from applications.models import (
    Application,
    Assessment,
    AssessmentSignature,
    CallAnswer,
    Caregiver,
    CarerContract,
    Certificate,
    Declaration,
    HeldMeasure,
    HouseholdMember,
    IndividualPlan,
    Isee,
    MeasureCheck,
    Person,
)
from applications.workflow import Status

TRACKED = (
    Application,
    Assessment,
    CallAnswer,
    Caregiver,
    CarerContract,
    Certificate,
    Declaration,
    HeldMeasure,
    IndividualPlan,
    Isee,
    MeasureCheck,
    Person,
)
AWAY = (Status.DRAFT, Status.CLOSED)


def present(cases, *, on):
    """The cases of the query set that were there on the day ``on``, by the dates known now.

    Presented by then, not closed before, of somebody alive. A case closed and opened again counts as open.
    """
    midnight = _after(on)
    closed = Max("events__at", filter=Q(events__to_status=Status.CLOSED))
    return (
        cases.annotate(closed_at=closed)
        .filter(submitted_at__lt=midnight)
        .exclude(status=Status.CLOSED, closed_at__lt=midnight)
        .exclude(status=Status.DRAFT)
        .exclude(person__died_on__lt=on)
    )


def as_known(case_ids, *, on):
    """[Application] as the rows stood at the end of the day ``on``, with all that ``facts.of`` reads attached.

    A fixed number of queries for any number of cases. A case, or a row of it, that was not written yet is not there;
    one deleted since is there again, if it was deleted after the history began to keep deletions.
    """
    at = _after(on)
    cases = [one for one in _rows(Application, "id", case_ids, at) if one.status not in AWAY]
    people = {one.pk: one for one in _rows(Person, "id", [one.person_id for one in cases], at)}
    offices = Office.objects.in_bulk({one.municipality_id for one in cases})
    of_person = {
        "certificates": _grouped(Certificate, "person_id", people, at, lambda row: row.pk),
        "isee_set": _grouped(Isee, "person_id", people, at, lambda row: (row.issued_on, row.pk)),
    }
    of_person["household"] = {}  # has no history: as it is now
    for row in HouseholdMember.objects.filter(person__in=people):
        of_person["household"].setdefault(row.person_id, []).append(row)
    ids = [one.pk for one in cases]
    said = {one.application_id: one for one in _rows(Declaration, "application_id", ids, at)}
    of_case = {
        "assessments": _grouped(Assessment, "application_id", ids, at, lambda row: (row.started_at, row.pk)),
        "plans": _grouped(IndividualPlan, "application_id", ids, at, lambda row: row.version),
        "caregivers": _grouped(Caregiver, "application_id", ids, at, lambda row: row.pk),
        "measure_checks": _grouped(MeasureCheck, "application_id", ids, at, lambda row: -row.pk),
        "measures": _grouped(HeldMeasure, "application_id", ids, at, lambda row: row.code),
        "call_answers": _grouped(CallAnswer, "application_id", ids, at, lambda row: (row.kind, row.code)),
        "carer_contracts": _grouped(CarerContract, "application_id", ids, at, _newest_contract),
    }
    _sign([row for rows in of_case["assessments"].values() for row in rows], at)
    found = []
    for case in cases:
        person = people.get(case.person_id)
        if person is None or (person.died_on is not None and person.died_on < on):
            continue
        case.person, case.municipality = person, offices[case.municipality_id]
        _attach(case, {name: rows.get(case.pk, []) for name, rows in of_case.items()})
        _attach(person, {name: rows.get(person.pk, []) for name, rows in of_person.items()})
        case._state.fields_cache["declaration"] = said.get(case.pk)
        found.append(case)
    return found


def start_of(on):
    """The first instant of the day ``on``, in Rome."""
    return timezone.make_aware(datetime.combine(on, time.min))


def _after(on):
    return start_of(on + timedelta(days=1))


def history_of(model):
    """The model of the versions of the rows of ``model``."""
    return model._meta.get_field("history").related_model


def _rows(model, key, values, at):
    """The rows of ``model`` with ``key`` among ``values`` as they stood just before the instant ``at``."""
    versions = history_of(model).objects.filter(**{f"{key}__in": list(values)}, pgh_created_at__lt=at)
    last = versions.order_by("id", "-pgh_created_at", "-pgh_id").distinct("id")
    # what the database computes or keeps by itself has no history
    kept = {field.attname for field in history_of(model)._meta.concrete_fields}
    names = [field.attname for field in model._meta.concrete_fields if field.attname in kept]
    return [
        model(**{name: getattr(row, name) for name in names}) for row in last if row.pgh_label != "delete"
    ]


def _grouped(model, key, values, at, newest):
    """{value of ``key``: rows}, the newest first, as the model orders them."""
    found = {}
    for row in sorted(_rows(model, key, values, at), key=newest, reverse=True):
        found.setdefault(getattr(row, key), []).append(row)
    return found


def _newest_contract(row):
    # as the database orders it: without a start comes first
    return (row.starts_on is None, row.starts_on or date.min, row.pk)


def _sign(assessments, at):
    """Attach the signatures given before the instant and not voided by then; signatures are never edited."""
    of = {}
    given = AssessmentSignature.objects.filter(
        Q(voided_at__isnull=True) | Q(voided_at__gte=at),
        assessment__in=[one.pk for one in assessments],
        signed_at__lt=at,
    )
    for row in given.order_by("signed_at"):
        row.voided_at = None
        of.setdefault(row.assessment_id, []).append(row)
    for one in assessments:
        _attach(one, {"signatures": of.get(one.pk, [])})


def _attach(row, related):
    """As a prefetch would: ``row.<name>.all()`` gives these."""
    row._prefetched_objects_cache = related
