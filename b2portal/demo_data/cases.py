"""One invented person after another, taken through the real actions to where the story ends."""

from datetime import date, timedelta

from applications.actions.create import create
from applications.actions.notify_refusal import notify_refusal
from applications.actions.reject import reject
from applications.actions.request_documents import request_documents
from applications.actions.submit import submit
from applications.actions.withdraw import withdraw
from applications.models import (
    Application,
    Caregiver,
    CarerContract,
    Certificate,
    HouseholdMember,
    Isee,
    LegalRepresentative,
    Verification,
)
from b2portal.demo_data import plans
from b2portal.demo_data.ambito import at
from b2portal.demo_data.people import RELATIONS, iban

DECLARED = 0.2  # of the ISEE are the family's word: controls by sample draw among them


def make(ambito, rng, person, story, municipality, *, first_day, last_day):
    """Create the case and stop where ``story.ending`` says. ``first_day``–``last_day``: when it was filed.

    Endings about money (active, suspended) stop at ``eligible``: the months go on from there. Returns the case.
    """
    worker = ambito.workers[municipality]
    filed = first_day + timedelta(days=rng.randint(0, max(0, (last_day - first_day).days)))
    case = create(
        call=ambito.call,
        municipality=ambito.municipalities[municipality],
        person={
            "tax_code": person.tax_code,
            "last_name": person.last_name,
            "first_name": person.first_name,
            "birth_date": person.birth_date,
            "sex": person.sex,
            "address": person.address,
            "postal_code": "25900",
            "phone": person.phone,
        },
        by=worker,
        at=at(filed, rng.randint(8, 16), rng.randint(0, 59)),
    )
    half_done = story.ending == "draft" and rng.random() < 0.7
    case = _fill(case, rng, story, worker, filed, without_isee=half_done)
    if story.ending == "draft":
        return case
    case = submit(application=case, by=worker, at=at(filed + timedelta(days=1), 11))
    return _go_on(ambito, rng, case, story, worker, filed + timedelta(days=2))


def _fill(case, rng, story, worker, filed, *, without_isee):
    person, checked = case.person, {"verified_at": at(filed), "verified_by": worker}
    declared = rng.random() < DECLARED
    Certificate.objects.create(
        person=person,
        kind=story.certificate,
        recognised_on=filed - timedelta(days=rng.randint(200, 3000)),
        verification=Verification.DOCUMENT,
        **checked,
    )
    if not without_isee:
        Isee.objects.create(
            person=person,
            kind=story.isee_kind,
            value=story.isee,
            year=filed.year,
            dsu_protocol=f"INPS-ISEE-{filed.year}-{rng.randint(1000000, 9999999)}",
            issued_on=filed - timedelta(days=rng.randint(5, 30)),
            valid_to=date(filed.year, 12, 31),
            has_omissions=story.omissions,
            **(
                {"verification": Verification.DECLARED}
                if declared
                else {"verification": Verification.REGISTRY, **checked}
            ),
        )
    _people(case, rng, story, filed)
    Application.objects.filter(pk=case.pk).update(
        draft_code=f"bozza-{rng.getrandbits(32):08X}",  # the same at every load
        resident=True,
        resident_checked_on=filed,
        lives_at_home=True,
        has_caregiver=story.caregiver,
        has_carer=story.carer_cost is not None,
        requested=list(story.requested),
        other_measures=[],
        minors_project_title="Laboratorio di teatro e gioco" if story.minor_project else "",
        minors_project_cost=story.minor_project,
        independent_project_title="Vivere da solo in città" if story.independent_project else "",
        independent_project_cost=story.independent_project,
        iban=iban(rng),
        payee_name=person.full_name,
        payee_tax_code=person.tax_code,
        consent_given_on=filed,
    )
    return Application.objects.with_people().get(pk=case.pk)


def _people(case, rng, story, filed):
    person = case.person
    minor = story.minor_project is not None
    relative = rng.choice("FFM")
    name = {
        "F": rng.choice(("Laura", "Silvia", "Monica", "Patrizia")),
        "M": rng.choice(("Andrea", "Marco", "Paolo")),
    }
    relation = {"F": "madre", "M": "padre"}[relative] if minor else RELATIONS[relative]
    HouseholdMember.objects.create(
        person=person, last_name=person.last_name, first_name=name[relative], relation=relation
    )
    if minor:
        LegalRepresentative.objects.create(
            person=person,
            kind=LegalRepresentative.Kind.PARENT,
            last_name=person.last_name,
            first_name=name[relative],
            phone=person.phone,
        )
    if story.caregiver:
        Caregiver.objects.create(
            application=case,
            last_name=person.last_name,
            first_name=name[relative],
            relation=relation,
            cohabiting=rng.random() < 0.6,
            weekly_hours=rng.choice((20, 28, 35, 40)),
            phone=person.phone,
        )
    if story.carer_cost is not None:
        CarerContract.objects.create(
            application=case,
            carer_name=rng.choice(("Oksana Melnyk", "Rosa Quispe", "Mirela Popa", "Teresa Mendes")),
            regular=True,
            inps_reference=f"INPS {rng.randint(1000, 9999)}/{filed.year}",
            personal_assistant=story.independent_project is not None,
            weekly_hours=rng.choice((20, 25, 30, 40)),
            monthly_cost=story.carer_cost,
            starts_on=filed - timedelta(days=rng.randint(30, 600)),
        )


def _go_on(ambito, rng, case, story, worker, day):
    if story.ending == "waiting_docs":
        # some terms are over, some are near: the work queue shows both
        return request_documents(
            application=case,
            by=worker,
            at=at(day),
            note="Verbale della Legge 104\nAttestazione ISEE sociosanitario",
            due_on=ambito.on + timedelta(days=rng.choice((-9, -3, 4, 12))),
        )
    if story.ending == "assessing":
        Application.objects.filter(pk=case.pk).update(
            visit_on=ambito.on + timedelta(days=rng.choice((0, 0, 1, 3, 6)))
        )
        return case
    if story.ending == "withdrawn":
        return withdraw(
            application=case, by=worker, at=at(day), note="La famiglia ha scelto un'altra misura."
        )
    if story.ending == "rejected":
        manager, told_on = ambito.one("plan_manager"), day + timedelta(days=6)
        notice = notify_refusal(application=case, by=manager, at=at(told_on), received_on=told_on)
        if notice.term_on < ambito.on:  # else the family can still answer: the work queue shows it
            reject(application=case, by=manager, at=at(notice.term_on + timedelta(days=1)))
        return Application.objects.with_people().get(pk=case.pk)
    nurse = ambito.staff["asst_assessor"][rng.random() < 0.3]
    plans.assess(ambito, rng, case, worker, nurse, day, sign_health=story.ending != "waiting_asst")
    if story.ending in ("waiting_asst", "plan_to_write"):
        return Application.objects.with_people().get(pk=case.pk)
    return plans.plan(ambito, rng, case, story, worker, day + timedelta(days=rng.randint(5, 9)))
