"""Twelve cases of one day, each with its twist, as the people of the Ambito carry them. Used by ``test_day.py``.

A twist is a function of a ``Day``: it is done with the hands of whoever is given, mouse or keyboard.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from applications.models import Application, Caregiver
from tests.e2e import journey
from tests.e2e.families import (
    BRUNA,
    CARLA,
    FAUSTO,
    LUCIANA,
    NADIA,
    RENATO,
    ROSALBA,
    SOFIA,
    TOMMASO,
)
from tests.e2e.journey import italian


@dataclass
class Day:
    """Who is at work (``at_work(role)``), the people of the Ambito, the day in Rome, and ``begun``: the number of the
    case of a twist whose first steps were taken on an earlier day."""

    at_work: object
    people: object
    begun: dict = field(default_factory=dict)

    @property
    def today(self):
        return timezone.localdate()

    @property
    def worker(self):
        return self.at_work("social_worker")

    @property
    def manager(self):
        return self.at_work("manager")

    def step(self, case, code):
        return self.worker.go(f"/domande/{case.ref}/{code}/")

    def to_step(self, code):
        """The step ``code`` of the draft the worker has open."""
        draft = self.worker.path.split("/domande/")[1].split("/")[0]
        return self.worker.go(f"/domande/{draft}/{code}/")


def parent(worker, row, first_name, *, lives):
    """A parent with shared responsibility in that row of the household step."""
    worker.choose(f"representatives-{row}-kind", "parent")
    worker.fill(f"representatives-{row}-last_name", "Ghidoni")
    worker.fill(f"representatives-{row}-first_name", first_name)
    worker.choose(f"representatives-{row}-custody", "joint")
    worker.choose(f"representatives-{row}-lives_with_person", lives)


def assisted_by(day, first_name, *, relation="madre"):
    """Who assists is somebody already written in the case: copied, not typed again."""
    worker = day.to_step("caregiver").choose("has_caregiver", "true")
    options = worker.page.locator("[name=copy_from] option")
    value = options.filter(has_text=first_name).first.get_attribute("value")
    worker.choose("copy_from", value).fill("weekly_hours", "30").fill("relation", relation).save()


def minor_of_separated_parents(day):
    """Both parents are written, with whom the minor lives; both are asked to sign the plan."""
    worker = day.worker
    journey.open_draft(worker, SOFIA)
    worker = day.to_step("nucleo")
    worker.choose("lives_with_relatives", "true")
    parent(worker, 0, "Paola", lives="true")
    worker.press("Salva e aggiungi un’altra riga")
    parent(worker, 1, "Dario", lives="false")
    worker.save()
    assisted_by(day, "Paola")
    day.to_step("riepilogo").reads("Paola Ghidoni").reads("Dario Ghidoni")
    signers = Application.objects.get(person__tax_code=SOFIA.tax_code).person.representatives
    assert sorted(signers.values_list("first_name", "lives_with_person", "custody")) == [
        ("Dario", False, "joint"), ("Paola", True, "joint")
    ]  # fmt: skip


def two_brothers_of_one_household(day):
    """The second is written in the household of the first; the same mother may assist both: they are minors."""
    worker = day.worker
    journey.open_draft(worker, TOMMASO)
    worker = day.to_step("nucleo")
    worker.choose("lives_with_relatives", "true")
    worker.fill("members-0-last_name", "Ghidoni").fill("members-0-first_name", "Sofia")
    worker.fill("members-0-relation", "sorella").fill("members-0-tax_code", SOFIA.tax_code)
    worker.fill("members-0-birth_date", italian(SOFIA.birth_date))
    parent(worker, 0, "Paola", lives="true")
    worker.save()
    assisted_by(day, "Paola")
    day.to_step("riepilogo").reads("Paola Ghidoni")
    brother = Application.objects.get(person__tax_code=TOMMASO.tax_code).person
    assert brother.household.get().tax_code == SOFIA.tax_code
    assert Caregiver.objects.filter(first_name="Paola", last_name="Ghidoni").count() == 2


def pending_law_104(day):
    """The recognition is awaited and its receipt is there: the case goes on, with reserve."""
    worker = day.worker
    journey.open_draft(worker, NADIA)
    worker = day.to_step("requisiti")
    worker.choose("lives_at_home", "true").choose("certificates-0-kind", "law_104_c3")
    worker.tick("[name=certificates-0-pending]")
    worker.fill("certificates-0-receipt", "INPS.4900.12/10/2026.0001")
    worker.fill("certificates-0-receipt_on", italian(day.today - timedelta(days=30)))
    isee(worker, day, NADIA)
    worker.save()
    day.to_step("riepilogo").reads("in attesa di accertamento")


def isee(worker, day, family, *, omissions=False):
    worker.choose("isee-0-kind", family.isee_kind).fill("isee-0-value", family.isee)
    worker.fill("isee-0-issued_on", italian(day.today - timedelta(days=20)))
    worker.fill("isee-0-valid_to", italian(day.today + timedelta(days=200)))
    if omissions:
        worker.tick("[name=isee-0-has_omissions]")


def isee_with_omissions(day):
    """Flagged, never refused: the amount stands and the page says what to ask for."""
    worker = day.worker
    journey.open_draft(worker, BRUNA)
    worker = day.to_step("requisiti")
    worker.choose("lives_at_home", "true").choose("certificates-0-kind", "care_allowance")
    worker.fill("certificates-0-recognised_on", italian(day.today - timedelta(days=900)))
    isee(worker, day, BRUNA, omissions=True)
    worker.save()
    day.to_step("riepilogo").reads("omissioni o difformità")


def guardian_as_payee(day):
    """The guardian's account needs no mandate: the act of appointment is the title."""
    worker = day.worker
    journey.open_draft(worker, ROSALBA)
    day.to_step("nucleo").choose("lives_with_relatives", "false")
    worker.choose("representatives-0-kind", "guardian").fill("representatives-0-last_name", "Bianchetti")
    worker.fill("representatives-0-first_name", "Ugo").fill("representatives-0-tax_code", "BNCGUO60A01X104Y")
    worker.fill("representatives-0-act", "Decreto n. 112/2024, Tribunale di Valserena")
    worker.save()
    day.to_step("riscossione")
    case = Application.objects.get(person__tax_code=ROSALBA.tax_code)
    worker.choose("payee_from", case.person.representatives.get().pk)
    worker.fill("iban", GUARDIAN_IBAN).save()
    case.refresh_from_db()
    assert (case.payee_name, case.payee_tax_code, case.payee_delegated) == (
        "Ugo Bianchetti", "BNCGUO60A01X104Y", False,
    )  # fmt: skip


GUARDIAN_IBAN = "IT41Y0542811101000000000777"


def caregiver_who_represents(day):
    """The same person in two parts: copied, not typed again, and never two different spellings."""
    worker = day.worker
    journey.open_draft(worker, LUCIANA)
    day.to_step("nucleo").choose("lives_with_relatives", "true")
    worker.choose("representatives-0-kind", "support_admin").fill("representatives-0-last_name", "Bresciotti")
    worker.fill("representatives-0-first_name", "Marta").fill("representatives-0-act", "Decreto n. 7/2025")
    worker.save()
    assisted_by(day, "Marta", relation="figlia")
    case = Application.objects.get(person__tax_code=LUCIANA.tax_code)
    assert case.caregivers.get().first_name == "Marta"


def applied(day, family):
    """From the codice fiscale to the protocol number; returns the number."""
    journey.open_draft(day.worker, family)
    journey.answer_steps(day.worker, family)
    return journey.submit(day.worker)


def disagreement_of_the_asst(day):
    """The nurse does not sign and says why; the social worker answers; the nurse signs."""
    number = applied(day, CARLA)
    nurse = day.at_work("nurse")
    journey.write_parts(day.worker, nurse, number)
    journey.sign(day.worker, number)
    nurse.go(f"/pratiche/{number}/valutazione/disaccordo/")
    nurse.fill("note", "In casa si alza da sola: la parte sociale dice altro.").save()
    day.worker.go(f"/pratiche/{number}/valutazione/risposta/").reads("In casa si alza da sola")
    day.worker.fill("note", "Visto di nuovo il 20 novembre: si alza solo con aiuto.").save()
    nurse.go(f"/pratiche/{number}/valutazione/").reads("si alza solo con aiuto")
    journey.sign(nurse, number)


def returned_plan(day):
    """Sent back with a comment beside its goal; mended; approved by who did not write it."""
    number = applied(day, RENATO)
    journey.assess(day.worker, day.at_work("nurse"), number)
    journey.write_plan(day.worker, number)
    day.manager.go(f"/pratiche/{number}/piano/rimanda/")
    day.manager.fill("note", "Manca come si misura l'obiettivo.").fill("c0", "Scrivi un indicatore.").save()
    day.worker.go(f"/pratiche/{number}/piano/").reads("Manca come si misura l'obiettivo.")
    day.worker.reads("Scrivi un indicatore.")
    day.worker.fill("goals-0-indicator", "Nessun ricovero in un anno")
    day.worker.push(day.worker.page.locator("main form button[name=submit]")).save()
    journey.approve_plan(day.manager, number)
    assert the_case(number).status == "eligible"
    journey.award(day.manager, number)
    assert the_case(number).status == "active"


def the_case(number):
    """The case as the database has it now."""
    return Application.objects.get(number=number)


def transfer_in_mid_month(day):
    """From the tenth the other Comune follows the case; the months already due stay where they were."""
    number, worker = day.begun[transfer_in_mid_month], day.worker
    worker.go(f"/pratiche/{number}/passaggio/").choose("to_office", day.people.other_municipality.pk)
    worker.fill("moved_on", italian(day.today.replace(day=10)))
    worker.fill("note", "Va a vivere dal figlio.").save()
    assert the_case(number).municipality == day.people.other_municipality
    day.at_work("other_social_worker").go(f"/pratiche/{number}/").reads(FAUSTO.last_name)


def death_known_late(day):
    """The registry tells it after days: the payments stop, no letter leaves, and what happened is dated twice."""
    number, worker = day.begun[death_known_late], day.worker
    worker.go(f"/pratiche/{number}/decesso/").fill("died_on", italian(day.today - timedelta(days=6)))
    worker.choose("source", "registry").fill("told_by", "Anagrafe di Borgolungo").save()
    assert the_case(number).status == "closed"
    worker.go(f"/pratiche/{number}/cronologia/").reads("Decesso")


def refused_and_appealed(day):
    """Before the ten days it cannot be refused; observations, an answer, the refusal, the review by another person."""
    number, manager, worker = day.begun[refused_and_appealed], day.manager, day.worker
    worker.go(f"/pratiche/{number}/preavviso/osservazioni/")
    worker.fill("presented_on", italian(day.today - timedelta(days=9)))
    worker.fill("text", "L'ISEE corrente è più basso.").save()
    manager.go(f"/pratiche/{number}/respingi/").reads("Prima rispondi alle osservazioni")
    manager.go(f"/pratiche/{number}/preavviso/risposte/").reads("L'ISEE corrente è più basso.")
    answer = manager.page.locator("[name^=answer-]").get_attribute("name")
    manager.fill(answer, "L'ISEE corrente non è stato presentato.").save()
    manager.go(f"/pratiche/{number}/respingi/").reads("supera di 0,01 €").save()
    assert the_case(number).status == "rejected"
    worker.go(f"/pratiche/{number}/riesame/").fill("received_on", italian(day.today))
    worker.fill("note", "Chiede di guardare l'ISEE corrente.").save()
    manager.go(f"/pratiche/{number}/riesame/decidi/").reads("Hai respinto tu la domanda")
    director = day.at_work("director").go(f"/pratiche/{number}/riesame/decidi/").choose("accepted", "no")
    director.fill("note", "L'ISEE corrente è arrivato dopo la chiusura.").save()
    worker.go(f"/pratiche/{number}/cronologia/").reads("L'ISEE corrente è arrivato dopo la chiusura.")


def duplicate(day):
    """The same codice fiscale stops at the door and shows the case that is there."""
    worker = day.worker
    worker.go("/domande/nuova/").fill("tax_code", "BRMDLA48L52X104B").fill("last_name", "Brambati")
    worker.fill("first_name", "Adele").fill("birth_date", "12/07/1948").choose("sex", "F").save()
    assert worker.path == "/domande/nuova/"
    assert Application.objects.filter(person__tax_code="BRMDLA48L52X104B").count() == 1


TWISTS = (
    minor_of_separated_parents,
    two_brothers_of_one_household,
    pending_law_104,
    isee_with_omissions,
    guardian_as_payee,
    caregiver_who_represents,
    disagreement_of_the_asst,
    returned_plan,
    transfer_in_mid_month,
    death_known_late,
    refused_and_appealed,
    duplicate,
)
