"""The life of a case, step by step, as people at their browsers do it. Used by the journeys of this folder."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

IBAN = "IT60 X054 2811 1010 0000 0123 456"


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
    def name(self):
        return f"{self.first_name} {self.last_name}"


def italian(day):
    return f"{day:%d/%m/%Y}"


def save(person):
    """The filled button of the form, as a person presses it."""
    person.page.locator("main form .btn-primary[type=submit]").first.click()
    person.page.wait_for_load_state()
    return person


def open_draft(worker, family):
    """From the codice fiscale to the second step."""
    worker.go("/domande/nuova/")
    worker.fill("tax_code", family.tax_code).fill("last_name", family.last_name).fill("first_name", family.first_name)
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
        worker.fill("contracts-0-monthly_cost", family.carer).fill("contracts-0-starts_on", italian(today - timedelta(days=200)))
    save(worker)
    for code in family.requested:
        worker.choose("requested", code)
    if family.project:
        worker.fill("minors_project_title", "Laboratorio di teatro").fill("minors_project_cost", family.project)
    worker.page.locator("[name=no_other_measures]").check(force=True)
    save(worker)
    worker.fill("payee_name", family.name).fill("iban", IBAN)
    save(worker)
    worker.fill("consent_given_on", italian(today))
    save(worker)


def _evidence(worker, family, today):
    worker.choose("lives_at_home", "true")
    if family.certificate:
        worker.choose("certificates-0-kind", family.certificate)
        worker.fill("certificates-0-recognised_on", italian(today - timedelta(days=900)))
    else:
        worker.page.locator("[name=declares_no_certificate]").check(force=True)
    worker.choose("isee-0-kind", family.isee_kind).fill("isee-0-value", family.isee)
    worker.fill("isee-0-dsu_protocol", "INPS-ISEE-2026-01482213X").fill("isee-0-year", today.year)
    worker.fill("isee-0-issued_on", italian(today - timedelta(days=20)))
    worker.fill("isee-0-valid_to", italian(today + timedelta(days=200)))
    save(worker)


def submit(worker):
    """From the summary to the protocol number; returns it."""
    worker.press("Invia la domanda")
    worker.page.wait_for_load_state()
    if re.search(r"/invia/$", worker.page.url):
        save(worker)
    number = re.search(r"B2-2026-\d{4}", worker.page.inner_text("main"))
    assert number, worker.page.inner_text("main")[:1500]
    return number[0]
