"""What happened to a case after the application."""

from applications.models import LifeEvent, PersonUnion, Transfer
from tests.applications.factories import NOW, TODAY


def moved_away(w, case):
    """A change of caregiver still to be looked at, and a passage to another Ambito with its sheet: the Transfer."""
    LifeEvent.objects.create(
        application=case, kind="caregiver", happened_on=TODAY, recorded_at=NOW, recorded_by=w.social_worker,
        before="Laura Ferrandi", after="Andrea Ferrandi",
    )  # fmt: skip
    return Transfer.objects.create(
        application=case, from_office=w.municipality, to_name="Ambito di Altrove", moved_on=TODAY,
        sheet=[{"title": "Persona", "health": False, "rows": [["Nome", case.person.full_name]]}],
        recorded_at=NOW, recorded_by=w.social_worker,
    )  # fmt: skip


def told_apart(w, one, other):
    """Two people of the Ambito who are not one person, and one united with a record that was there: the PersonUnion."""
    who = {
        "plan_office": w.plan_office,
        "reason": "Visti i documenti",
        "decided_at": NOW,
        "decided_by": w.manager,
    }
    PersonUnion.objects.create(kept=one.person, gone=other.person, same=False, **who)
    rows = ("applications", "absorbed", "isee", "certificates", "household", "representatives")
    return PersonUnion.objects.create(
        kept=one.person, gone=other.person, same=True, undo_until=TODAY,
        moved={name: {"in": [], "out": []} for name in rows},
        undone_at=NOW, undone_by=w.director, undone_reason="Errore", **who,
    )  # fmt: skip
