"""Two records of one person: which pairs look alike, what they hold, and why two may not be united or parted."""

import hashlib
import json
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from applications.life import NOT_YOUR_ROLE
from applications.models import (
    Application,
    Certificate,
    HouseholdMember,
    Isee,
    LegalRepresentative,
    Person,
)
from applications.workflow import OPEN

UNDO_DAYS = 30  # of the product: long enough for the next list of payment to show a mistake
ALIKE = 0.55  # of two names, by groups of three letters; 1 = the same letters
FIELDS = (
    "tax_code", "last_name", "first_name", "birth_date", "birth_place", "sex", "address", "postal_code",
    "municipality", "phone", "email", "large_print",
)  # fmt: skip
ROWS = {
    "isee": Isee,
    "certificates": Certificate,
    "household": HouseholdMember,
    "representatives": LegalRepresentative,
}
FIRST, SECOND = "first", "second"
ALREADY_ONE = _("The two are one record already.")
ALREADY_APART = _("Somebody has already written that they are two different people.")
UNITED = _("This record was united with another meanwhile: look for the person again.")
ALREADY = _("One of the two is already part of another record: open the list again.")
CROWD = 50  # records with one day of birth: more are a date nobody knew, and comparing each with each takes too long
_PAIRS = """
WITH crowded AS (
    SELECT birth_date FROM applications_person WHERE plan_office_id = %(office)s
    GROUP BY birth_date HAVING count(*) > %(crowd)s
)
SELECT a.id, b.id FROM applications_person a JOIN applications_person b
    ON b.plan_office_id = a.plan_office_id AND b.birth_date = a.birth_date AND b.id > a.id
        AND similarity(a.search, b.search) >= %(alike)s
    WHERE a.plan_office_id = %(office)s AND a.united_into_id IS NULL AND b.united_into_id IS NULL
        AND a.birth_date NOT IN (SELECT birth_date FROM crowded)
UNION
SELECT a.id, b.id FROM applications_person a JOIN applications_person b
    ON b.plan_office_id = a.plan_office_id AND b.search = a.search AND b.id > a.id
        AND (date_part('day', a.birth_date) = date_part('day', b.birth_date))::int
            + (date_part('month', a.birth_date) = date_part('month', b.birth_date))::int
            + (date_part('year', a.birth_date) = date_part('year', b.birth_date))::int >= 2
    WHERE a.plan_office_id = %(office)s AND a.united_into_id IS NULL AND b.united_into_id IS NULL
EXCEPT SELECT kept_id, gone_id FROM applications_personunion WHERE NOT same
"""

_barriers, _knots = [], []


def barrier(function):
    """Register ``function(kept, gone) -> sentence or None``: why the two records can never be united."""
    _barriers.append(function)
    return function


def knot(function):
    """Register ``function(union, cases) -> sentence or None``: why a union cannot be taken back any more. ``cases``:
    keys of the cases that would go back."""
    _knots.append(function)
    return function


def alike(plan_office):
    """[(id, id)] of the records of the Ambito that may be one person: the same day of birth and names nearly equal,
    or the same name and two of day, month and year. The older record first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, {"office": plan_office.pk, "alike": ALIKE, "crowd": CROWD})
        return sorted(cursor.fetchall())


def in_order(one, other):
    """The two records, the one registered first (which stays) before the other."""
    return (one, other) if one.pk < other.pk else (other, one)


def label(name):
    """What a datum is called."""
    own = {"municipality": _("Comune"), "died_on": _("Date of death")}
    return own.get(name) or Person._meta.get_field(name).verbose_name


def values(person):
    """{name: plain value} of the data two records are compared by."""
    found = {name: getattr(person, Person._meta.get_field(name).attname) for name in FIELDS}
    return found | {"birth_date": person.birth_date.isoformat()}


def digest(kept, gone):
    """What was read of the two records and their rows: it changes when one of them does."""
    read = [values(kept), values(gone), *_keys(kept), *_keys(gone)]
    return hashlib.sha256(json.dumps(read, default=str, sort_keys=True).encode()).hexdigest()


def _keys(person):
    for model in (*ROWS.values(), Application):
        yield sorted(model.objects.filter(person=person).values_list("pk", flat=True))


def clashes(group, kept, gone):
    """[(row of ``kept``, row of ``gone``)] that cannot both hold: one period, or one relative, twice."""
    rows = ROWS[group].objects
    theirs = list(rows.filter(person=gone))
    return [(a, b) for a in rows.filter(person=kept) for b in theirs if _MEET[group](a, b)]


def _isee_meet(a, b):
    return a.kind == b.kind and a.issued_on <= b.valid_to and b.issued_on <= a.valid_to


def _certificates_meet(a, b):
    if a.kind != b.kind or a.pending != b.pending:
        return False
    if a.pending:
        return True
    starts = max(a.recognised_on, b.recognised_on)
    return all(one.valid_to is None or one.valid_to >= starts for one in (a, b))


def _same_name(a, b):
    return [one.casefold() for one in (a.last_name, a.first_name)] == [
        one.casefold() for one in (b.last_name, b.first_name)
    ]


_MEET = {
    "isee": _isee_meet,
    "certificates": _certificates_meet,
    "household": _same_name,
    "representatives": _same_name,
}


def why_not_unite(user, kept, gone):
    """None when ``user`` may make one record of the two, else one sentence."""
    if not user.may("case.decide"):
        return NOT_YOUR_ROLE
    if kept.united_into_id or gone.united_into_id:
        return ALREADY
    seen = Person.objects.visible_to(user).filter(pk__in=[kept.pk, gone.pk]).count()
    if seen != 2 or user.office.kind != Office.Kind.PLAN_OFFICE:
        return _("One of the two has cases your office does not see: only who sees both can unite them.")
    if kept.died_on != gone.died_on:
        return _(
            "A death is recorded for one of the two only: record it for the other, or take it back, first."
        )
    open_cases = Application.objects.filter(person__in=[kept, gone], status__in=[one.value for one in OPEN])
    calls = list(open_cases.values_list("call", flat=True))
    if len(calls) != len(set(calls)):
        return _(
            "Both have an open case in the same call: withdraw the one that should not be there, then unite."
        )
    return next((said for stops in _barriers if (said := stops(kept, gone))), None)


def why_not_divide(user, union, *, at):
    """None when ``user`` may take the union back at the instant ``at``, else one sentence."""
    if not user.may("case.decide"):
        return NOT_YOUR_ROLE
    if not union.same:
        return _("The two were not united.")
    if union.undone_at:
        return _("The union was already taken back.")
    if timezone.localdate(at) > union.undo_until:
        return _("The term to take it back is over.")
    kept = Person.objects.get(pk=union.kept_id)
    if kept.united_into_id:
        return _("The record was united with a third one: take that union back first.")
    now = snapshot(kept)
    changed = [name for name, value in union.after.items() if value != now[name]]
    if changed:
        return _(
            "These data were changed after the union, and taking it back would lose them: %(names)s."
        ) % {"names": ", ".join(str(label(name)) for name in changed)}
    for name, model in {**ROWS, "applications": Application}.items():
        moved = union.moved[name]
        theirs = model.objects.filter(pk__in=moved["in"], person=kept).count()
        if theirs != len(moved["in"]):
            return _(
                "Some of what was moved was removed after the union: the records cannot be as they were."
            )
    cases = union.moved["applications"]["in"]
    return next((said for ties in _knots if (said := ties(union, cases))), None)


def snapshot(person):
    """What is kept of a record with its union: the data compared, and the death."""
    return values(person) | {"died_on": person.died_on and person.died_on.isoformat()}


def term(at):
    """Last day to take back a union made at the instant ``at``."""
    return timezone.localdate(at) + timedelta(days=UNDO_DAYS)


def newest_case(person):
    """The case by which a record is opened, or None."""
    return person.applications.select_related("municipality", "call").order_by("-created_at").first()
