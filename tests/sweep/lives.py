"""What happened to a case after the application."""

from datetime import date

from applications.actions.create import create
from applications.actions.record_death import record_death
from applications.actions.unite_people import unite_people
from applications.models import (
    Application,
    Call,
    LifeEvent,
    Observation,
    PersonUnion,
    RefusalNotice,
    Transfer,
)
from tests.applications.factories import NOW, TODAY, make_case
from tests.vouchers.factories import NOVEMBER, awarded
from vouchers.actions.forfeit import forfeit


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


MORE = {
    "dead": ("MRNRNI52C55X104O", "Marino", "Irene", date(1952, 3, 15), "F"),
    "kept": ("PSNDRA39T07X104B", "Pasini", "Dario", date(1939, 12, 7), "M"),
    "gone": ("FNTLGO47P70X104J", "Fontana", "Olga", date(1947, 9, 30), "F"),
    "appealed": ("CRTBRN44A18X104U", "Cortesi", "Bruno", date(1944, 1, 18), "M"),
    "refusable": ("VLNLSE55M41X104K", "Valentini", "Elsa", date(1955, 8, 1), "F"),
}


def _drafts(w):
    names = ("tax_code", "last_name", "first_name", "birth_date", "sex")
    for key, values in MORE.items():
        person = dict(zip(names, values, strict=True))
        yield (
            key,
            create(call=w.call, municipality=w.municipality, person=person, by=w.social_worker, at=NOW),
        )


def turned(side):
    """Among the cases of ``side``: a death, a refusal under review, one the rules refuse in a call that tells the
    family first, an award that ended; and two records united. Each waits for somebody to decide."""
    w, cases = side.w, side.cases
    made = dict(_drafts(w))
    known = {"source": "family", "told_by": "Un vicino"}
    record_death(application=made["dead"], by=w.social_worker, at=NOW, died_on=TODAY, **known)
    call = Call.objects.get(pk=w.call.pk)
    call.pk, call.number_prefix, call.refusal_notice = None, "B2-2024", True
    call.save()
    rows = Application.objects.filter
    rows(pk=made["gone"].pk).update(call=call)  # two open cases of one call are never united
    sent = {"submitted_at": NOW, "submitted_by": w.social_worker}
    rows(pk=made["refusable"].pk).update(
        **sent,
        status="assessing",
        number="B2-2024-9001",
        call=call,
        resident=False,
        lives_at_home=True,
        requested=["caregiver"],
    )
    rows(pk=made["appealed"].pk).update(**sent, status="assessing", number="B2-2026-9002")
    rows(pk=made["appealed"].pk).update(status="rejected")
    LifeEvent.objects.create(
        application=made["appealed"], kind="appeal", happened_on=TODAY, recorded_at=NOW, recorded_by=w.social_worker,
    )  # fmt: skip
    cases["ended"] = awarded(w, "ugo", starts_on=NOVEMBER)
    forfeit(application=cases["ended"], by=w.manager, at=NOW, from_day=TODAY, cause="x", note="y")
    two = {"first": made["kept"].person, "second": made["gone"].person}
    side.values["united"] = unite_people(**two, by=w.manager, at=NOW, reason="Una sola").pk
    for key in ("dead", "appealed", "refusable"):
        cases[key] = Application.objects.with_people().get(pk=made[key].pk)
