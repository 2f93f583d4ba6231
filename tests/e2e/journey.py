"""The life of a case, step by step, as people at their browsers do it. Used by the journeys of this folder."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone
from schwifty import IBAN


@dataclass
class Family:
    """What the social worker types. Money as Italian offices write it; ``carer`` = monthly cost, "" for none."""

    tax_code: str = "BRMDLA48L52X104B"
    last_name: str = "Brambati"
    first_name: str = "Adele"
    birth_date: date = date(1948, 7, 12)
    sex: str = "F"
    isee: str = "18.400,00"
    isee_kind: str = "sociosanitario"
    certificate: str = "law_104_c3"
    caregiver: bool = True
    carer: str = ""
    requested: tuple = ("caregiver",)
    project: str = ""
    others: dict = field(default_factory=dict)

    @property
    def iban(self):
        """An account of one's own: the same one for two families would stop the payment."""
        account = f"{sum(map(ord, self.tax_code)):012d}"
        return IBAN.generate("IT", bank_code="05428", branch_code="11101", account_code=account).formatted

    @property
    def name(self):
        return f"{self.first_name} {self.last_name}"


def italian(day):
    return f"{day:%d/%m/%Y}"


def save(person):
    """The filled button of the form, as a person presses it."""
    return person.save()


def open_draft(worker, family):
    """From the codice fiscale to the second step."""
    worker.go("/domande/nuova/")
    worker.fill("tax_code", family.tax_code).fill("last_name", family.last_name).fill(
        "first_name", family.first_name
    )
    worker.fill("birth_date", italian(family.birth_date)).choose("sex", family.sex)
    save(worker)


def answer_steps(worker, family):
    """Every step after the first, in the order of the pages, up to the summary."""
    today = timezone.localdate()
    worker.fill("address", "Via delle Querce 14").fill("postal_code", "25900").choose("resident", "true")
    worker.fill("resident_checked_on", italian(today))
    save(worker)
    save(worker)  # household: nobody else
    _evidence(worker, family, today)
    worker.choose("has_caregiver", "true" if family.caregiver else "false")
    if family.caregiver:
        worker.fill("last_name", "Ferrandi").fill("first_name", "Laura").fill("relation", "figlia")
        worker.fill("weekly_hours", "35")
    save(worker)
    worker.choose("has_carer", "true" if family.carer else "false")
    if family.carer:
        worker.fill("contracts-0-carer_name", "Oksana Melnyk").choose("contracts-0-regular", "true")
        worker.fill("contracts-0-inps_reference", "INPS 123/2026").fill("contracts-0-weekly_hours", "25")
        worker.fill("contracts-0-monthly_cost", family.carer).fill(
            "contracts-0-starts_on", italian(today - timedelta(days=200))
        )
    save(worker)
    for code in family.requested:
        worker.choose("requested", code)
    if family.project:
        worker.fill("minors_project_title", "Laboratorio di teatro").fill(
            "minors_project_cost", family.project
        )
    worker.tick("[name=no_other_measures]")
    save(worker)
    worker.fill("payee_name", family.name).fill("iban", family.iban)
    save(worker)
    worker.fill("consent_given_on", italian(today))
    save(worker)


def _evidence(worker, family, today):
    worker.choose("lives_at_home", "true")
    if family.certificate:
        worker.choose("certificates-0-kind", family.certificate)
        worker.fill("certificates-0-recognised_on", italian(today - timedelta(days=900)))
    else:
        worker.tick("[name=declares_no_certificate]")
    worker.choose("isee-0-kind", family.isee_kind).fill("isee-0-value", family.isee)
    worker.fill("isee-0-dsu_protocol", "INPS-ISEE-2026-01482213X").fill("isee-0-year", today.year)
    worker.fill("isee-0-issued_on", italian(today - timedelta(days=20)))
    worker.fill("isee-0-valid_to", italian(today + timedelta(days=200)))
    save(worker)


def submit(worker):
    """From the summary to the protocol number; returns it."""
    worker.press("Invia la domanda")
    worker.page.wait_for_load_state()
    if worker.path.endswith("/invia/"):
        save(worker)
    number = re.search(r"B2-2026-\d{4}", worker.page.inner_text("body"))
    assert number, worker.page.inner_text("main")[:1500]
    return number[0]


def write_part(person, number, *, level="0", more=()):
    """Answer every question of one's own part of the assessment and save."""
    person.go(f"/pratiche/{number}/valutazione/")
    page = person.page
    names = page.eval_on_selector_all(
        "main form input[type=radio]", "nodes => [...new Set(nodes.map(n => n.name))]"
    )
    for name in names:
        wanted = "true" if name == "severe_limitation" else level
        person.tick(f"main form input[name={name}][value='{wanted}']")
    for name, value in more:
        person.fill(name, value)
    save(person)


def sign(person, number):
    """Sign one's own part."""
    person.go(f"/pratiche/{number}/valutazione/firma/")
    save(person)


def send_to_asst(worker, number):
    worker.go(f"/pratiche/{number}/valutazione/invia-asst/")
    save(worker)


def write_parts(worker, nurse, number):
    """Both parts written, each by its own office."""
    today = timezone.localdate()
    write_part(
        worker, number, more=[("visited_on", italian(today)), ("day_changes", "Non esce più da sola.")]
    )
    send_to_asst(worker, number)
    write_part(nurse, number)


def assess(worker, nurse, number):
    """Both parts written and signed, each by its own office."""
    write_parts(worker, nurse, number)
    sign(worker, number)
    sign(nurse, number)


def write_plan(worker, number):
    """A complete plan, and off to approval."""
    worker.go(f"/pratiche/{number}/piano/")
    worker.fill("wishes", "Restare a casa mia, con le mie cose.")
    worker.fill("emergency_plan", "Se Laura manca, viene il figlio Andrea.")
    worker.fill("goals-0-title", "Restare a casa in sicurezza").fill(
        "goals-0-indicator", "Nessuna caduta in sei mesi"
    )
    worker.fill("interventions-0-what", "Assistenza della figlia").fill(
        "interventions-0-who", "Laura Ferrandi"
    )
    worker.fill("interventions-0-how_often", "ogni giorno")
    worker.push(worker.page.locator("main form button[name=submit]"))
    worker.page.wait_for_url(re.compile("/piano/invia/"))
    save(worker)


def approve_plan(manager, number):
    manager.go(f"/pratiche/{number}/piano/approva/")
    save(manager)


def award(manager, number):
    manager.go(f"/pratiche/{number}/assegna/")
    save(manager)


def apply_and_decide(at_work, family):
    """From the codice fiscale to the award; returns the protocol number."""
    worker, nurse, manager = at_work("social_worker"), at_work("nurse"), at_work("manager")
    open_draft(worker, family)
    answer_steps(worker, family)
    number = submit(worker)
    assess(worker, nurse, number)
    write_plan(worker, number)
    approve_plan(manager, number)
    award(manager, number)
    return number


def month_of_payment(at_work):
    """Write who pays, open, check, lock, sign twice, make the papers; returns the number of the run (2026-11)."""
    officer = at_work("officer")
    officer.go("/pagamenti/conto/")
    officer.choose("version", "pain.001.001.09").fill("holder", "Ufficio di Piano Valserena")
    save(officer.fill("iban", "IT60X0542811101000000123456"))
    officer.go("/pagamenti/nuovo/")
    save(officer)
    number = re.search(r"/pagamenti/(\d{4}-\d{2})/", officer.page.url)[1]
    officer.go(f"/pagamenti/{number}/controlla/")
    save(officer)
    officer.go(f"/pagamenti/{number}/blocca/")
    save(officer)
    for role in ("manager", "director"):
        signer = at_work(role)
        signer.go(f"/pagamenti/{number}/firma/")
        save(signer)
    officer.go(f"/pagamenti/{number}/emetti/")
    save(officer)
    return number
