"""The union was a mistake: two records again, as they were."""

from django.db import connection, transaction
from django.db.models import F

from accounts.refusal import Refused
from applications import unions
from applications.actions._locks import lock_people
from applications.actions._transition import record
from applications.models import Application, Person, PersonUnion
from applications.permissions import REASON_NEEDED


@transaction.atomic
def divide_people(*, union, by, at, reason):
    """Give each record back its data, cases, evidence and household, within the term of the union.

    What was added meanwhile stays with the record that stayed; a case goes on with what happened to it. Returns the
    PersonUnion. Raises ``Refused`` when something would be lost or money was moved.
    """
    kept, gone = lock_people([union.kept_id, union.gone_id])
    row = PersonUnion.objects.select_for_update(of=("self",)).get(pk=union.pk)
    cases = list(Application.objects.filter(person=kept).order_by("pk"))
    sentence = unions.why_not_divide(by, row, at=at)
    if sentence:
        raise Refused(sentence)
    if not reason.strip():
        raise Refused(REASON_NEEDED)
    names = [
        name for name in unions.FIELDS if name in row.before
    ]  # a union made before a datum was asked lacks it
    fields = [Person._meta.get_field(name).attname for name in names]
    for name, field in zip(names, fields, strict=True):
        setattr(kept, field, Person._meta.get_field(field).to_python(row.before[name]))
    kept.save(update_fields=fields)
    gone.united_into = None
    gone.save(update_fields=["united_into"])
    Person.objects.filter(pk__in=row.moved["absorbed"]["in"]).update(united_into=gone)
    theirs = row.moved["applications"]["in"]
    Application.objects.filter(pk__in=theirs).update(person=gone, edit_version=F("edit_version") + 1)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS isee_no_overlap, certificate_no_overlap DEFERRED")
    for group, model in unions.ROWS.items():
        model.objects.filter(pk__in=row.moved[group]["in"]).update(person=gone)
        model.objects.filter(pk__in=row.moved[group]["out"]).update(person=kept)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS isee_no_overlap, certificate_no_overlap IMMEDIATE")
    row.undone_at, row.undone_by, row.undone_reason = at, by, reason.strip()
    row.save()
    for case in cases:
        record(application=case, verb="divide_people", by=by, at=at, note=reason, data={"union": row.pk})
    return row
