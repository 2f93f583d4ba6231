"""What happened to a case after the application."""

from applications.models import LifeEvent, Transfer
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
