"""What the product refuses, seen by the person it is refused to."""

from datetime import date

import pytest
from django.utils import timezone

from applications.models import Application
from tests.applications.factories import assess_fully, make_case
from tests.e2e import journey
from tests.e2e.journey import Family

pytestmark = [pytest.mark.e2e, pytest.mark.worker]

SOFIA = {
    "tax_code": "GHDSFO15P62X104V",
    "last_name": "Ghidoni",
    "first_name": "Sofia",
    "birth_date": date(2015, 9, 22),
}


def summary_of(worker, family):
    journey.open_draft(worker, family)
    journey.answer_steps(worker, family)
    return worker


def test_isee_one_cent_over_is_refused_with_the_difference(at_work):
    worker = summary_of(at_work("social_worker"), Family(isee="25.000,01"))
    worker.reads("Non ha diritto").reads("25.000,01").reads("supera di 0,01 €")
    number = journey.submit(worker)
    manager = at_work("manager").go(f"/pratiche/{number}/respingi/").reads("supera di 0,01 €")
    journey.save(manager)
    assert Application.objects.get(number=number).status == "rejected"
    manager.go(f"/pratiche/{number}/importo/").reads("Non ha diritto")


@pytest.mark.parametrize(
    ("isee", "verdict"), [("40.000,00", "Può avere diritto"), ("40.000,01", "Non ha diritto")]
)
def test_the_limit_of_minors_is_inclusive(at_work, isee, verdict):
    family = Family(
        **SOFIA, isee=isee, isee_kind="ordinario", requested=("minors_voucher",), project="180,00"
    )
    summary_of(at_work("social_worker"), family).reads(verdict)


def test_neither_law_104_nor_allowance(at_work):
    worker = summary_of(at_work("social_worker"), Family(certificate="")).reads("Non ha diritto")
    number = journey.submit(worker)
    worker.go(f"/pratiche/{number}/importo/").reads("Non ha diritto")


def test_a_plan_does_not_go_on_without_the_asst(at_work, people):
    case = assess_fully(
        people, make_case(people, status="assessing", at=timezone.now()), at=timezone.now(), sign=("social",)
    )
    worker = at_work("social_worker")
    worker.go(f"/pratiche/{case.ref}/piano/").fill("wishes", "Restare a casa.").fill(
        "goals-0-title", "Stare bene"
    )
    worker.fill("interventions-0-what", "Assistenza")
    worker.page.locator("main form button[name=submit]").click()
    worker.page.wait_for_url("**/piano/invia/")
    worker.reads("L'ASST non ha ancora firmato la sua parte della valutazione.")
    assert Application.objects.get(pk=case.pk).status == "assessing"


def test_the_author_does_not_approve_the_own_plan(at_work, people):
    case = assess_fully(people, make_case(people, status="assessing", at=timezone.now()), at=timezone.now())
    manager = at_work("manager")
    journey.write_plan(manager, case.ref)
    manager.go(f"/pratiche/{case.ref}/piano/approva/").reads(
        "L'hai preparato tu: lo approva un'altra persona"
    )
    assert manager.page.locator("main form .btn-primary[type=submit]:enabled").count() == 0


def test_a_month_is_opened_once(at_work):
    officer = at_work("officer")
    officer.go("/pagamenti/nuovo/")
    page = officer.page.context.new_page()
    page.goto(officer.address + "/pagamenti/nuovo/")
    journey.save(officer)
    page.locator("main form .btn-primary[type=submit]").first.click()
    page.wait_for_load_state()
    assert "già aperto" in page.inner_text("main")
