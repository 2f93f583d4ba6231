"""Two records are one person: everything goes under one of them."""

from django.db import connection, transaction
from django.db.models import F

from accounts.refusal import Refused
from applications import unions
from applications.actions._editing import STALE
from applications.actions._locks import lock_people
from applications.actions._transition import record
from applications.models import Application, Person, PersonUnion
from applications.permissions import REASON_NEEDED


@transaction.atomic
def unite_people(*, first, second, by, at, reason, take=(), rows=None, seen=None):
    """The record registered first stays and takes cases, evidence, household and timeline of the other. Returns the
    PersonUnion.

    ``take``: names of the data that come from the later record. ``rows``: {group of ``unions.ROWS``: "first" or
    "second"}, whose row holds where both have one for the same days; the other stays aside, and comes back with an
    undo. ``seen``: the ``unions.digest`` the page was made from. What was paid stays under the record it was paid to.
    """
    kept, gone = lock_people([first.pk, second.pk])
    theirs = sorted(Application.objects.filter(person=gone).values_list("pk", flat=True))
    sentence = unions.why_not_unite(by, kept, gone)
    if sentence:
        raise Refused(sentence)
    if not reason.strip():
        raise Refused(REASON_NEEDED)
    if seen is not None and seen != unions.digest(kept, gone):
        raise Refused(STALE)
    before = unions.snapshot(kept)
    moved = {"applications": {"in": theirs, "out": []}}
    Application.objects.filter(pk__in=theirs).update(person=kept, edit_version=F("edit_version") + 1)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS isee_no_overlap, certificate_no_overlap DEFERRED")
    for group in unions.ROWS:
        moved[group] = _move_rows(group, kept, gone, whose=(rows or {}).get(group, unions.FIRST))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS isee_no_overlap, certificate_no_overlap IMMEDIATE")
    absorbed = Person.objects.filter(united_into=gone)
    moved["absorbed"] = {"in": sorted(absorbed.values_list("pk", flat=True)), "out": []}
    absorbed.update(united_into=kept)
    gone.united_into = kept
    gone.save(update_fields=["united_into"])
    chosen = {Person._meta.get_field(name).attname for name in unions.FIELDS if name in take}
    for name in chosen:
        setattr(kept, name, getattr(gone, name))
    kept.save(update_fields=sorted(chosen) or None)
    union = PersonUnion.objects.create(
        plan_office=kept.plan_office, kept=kept, gone=gone, same=True, reason=reason.strip(), before=before,
        after=unions.snapshot(kept), moved=moved, decided_at=at, decided_by=by, undo_until=unions.term(at),
    )  # fmt: skip
    for case in Application.objects.filter(person=kept).order_by("pk"):
        record(application=case, verb="unite_people", by=by, at=at, note=reason, data={"union": union.pk})
    return union


def _move_rows(group, kept, gone, *, whose):
    """Bring the rows of ``gone`` to ``kept``; of two that clash the chosen one. Returns the keys that moved."""
    model, clashes = unions.ROWS[group], unions.clashes(group, kept, gone)
    out, stay = set(), set()
    for mine, theirs in clashes:
        # two recognitions still awaited say the same: the one that is there stays
        if whose == unions.SECOND and not getattr(mine, "pending", False):
            out.add(mine.pk)
        else:
            stay.add(theirs.pk)
    come = set(model.objects.filter(person=gone).values_list("pk", flat=True)) - stay
    model.objects.filter(pk__in=out).update(person=gone)
    model.objects.filter(pk__in=come).update(person=kept)
    return {"in": sorted(come), "out": sorted(out)}
