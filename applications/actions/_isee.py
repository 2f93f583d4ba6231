"""What a changed ISEE means for a case that is granted or paid: a life event, on which somebody else decides."""

from accounts.formats import euro
from applications.actions._transition import record
from applications.models import LifeEvent
from applications.workflow import PAYABLE

_TOLD = ("kind", "value", "issued_on", "valid_to", "has_omissions")


def in_words(isee):
    """One ISEE in the words of a life event; empty for None."""
    return f"ISEE {euro(isee.value)}" if isee else ""


def life_event(*, application, isee, before, after, by, at, note=""):
    """The LifeEvent of a change known at ``at``; it happened on the first day of ``isee``."""
    return LifeEvent.objects.create(
        application=application, kind=LifeEvent.Kind.ISEE, happened_on=isee.issued_on, recorded_at=at, recorded_by=by,
        note=note, before=before, after=after,
    )  # fmt: skip


def standing(person):
    """{key: Isee} of the person as the rows are now."""
    return {row.pk: row for row in person.isee_set.order_by("issued_on")}


def tell_changes(*, application, known, by, at):
    """One life event for each ISEE not as in ``known`` (of ``standing``); nothing before the case is granted."""
    if application.status not in PAYABLE:
        return
    now = standing(application.person)
    for isee in now.values():
        old = known.get(isee.pk)
        if old and all(getattr(old, name) == getattr(isee, name) for name in _TOLD):
            continue
        _tell(application, isee, old or _earlier(known, isee), isee, by, at)
    for key in known.keys() - now.keys():
        _tell(application, known[key], known[key], None, by, at)


def _tell(application, isee, old, new, by, at):
    before, after = in_words(old), in_words(new)
    data = {"happened_on": isee.issued_on.isoformat(), "before": before, "after": after or "–"}
    record(application=application, verb="change_isee", by=by, at=at, data=data)
    life_event(application=application, isee=isee, before=before, after=after, by=by, at=at)


def _earlier(known, isee):
    """The one of its kind that a new ISEE takes the place of, or None."""
    same = [row for row in known.values() if row.kind == isee.kind and row.issued_on <= isee.issued_on]
    return max(same, key=lambda row: row.issued_on, default=None)
