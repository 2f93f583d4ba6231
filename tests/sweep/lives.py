"""What happened to a case after the application."""

from applications.models import Application, LifeEvent, Observation, PersonUnion, RefusalNotice, Transfer
from tests.applications.factories import NOW, TODAY, make_case


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


def noticed(w, case):
    """A notice of refusal the family has answered, and nobody has answered the family: the case."""
    notice = RefusalNotice.objects.create(
        application=case,
        rule_set=case.call.rule_set,
        on=TODAY,
        findings="{}",
        issued_at=NOW,
        issued_by=w.manager,
    )
    Observation.objects.create(
        notice=notice,
        presented_on=TODAY,
        text="Manca un foglio",
        recorded_at=NOW,
        recorded_by=w.social_worker,
    )
    return case


def refused_and_noticed(side):
    """A refused case and one whose family answered a notice, among the cases of ``side``: its world and its cases."""
    w, cases = side.w, side.cases
    refused = make_case(w, "nora", status="assessing")
    Application.objects.filter(pk=refused.pk).update(status="rejected")
    cases["rejected"] = Application.objects.with_people().get(pk=refused.pk)
    cases["noticed"] = noticed(w, make_case(w, "piero", status="assessing"))
    side.values["draft_person"] = refused.person_id
    return w, cases
