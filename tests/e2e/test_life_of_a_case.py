"""Real cases from the application to the monthly payment, carried by five people in a real browser.

Worked cases 1, 2, 3a and 3b of the regional text of 2022 (ATS Brescia, 30/09/2022): 400.00, 800.00, 650.00 and
800.00 euro a month on screen, in the letter and in the payment list.
"""

from datetime import date

import pytest

from applications.models import Application
from tests.e2e import journey
from tests.e2e.conftest import axe_clean, wait_until
from tests.e2e.journey import Family
from tests.e2e.papers import fonts_of, is_tagged, text_of
from vouchers.models import PaymentRun

pytestmark = [pytest.mark.e2e, pytest.mark.worker]

CASES = (
    (Family(), "400,00"),
    (
        Family(
            tax_code="MNTCRL45M66X104V", last_name="Montaldini", first_name="Carla", birth_date=date(1945, 8, 26),
            carer="950,00", requested=("caregiver", "caregiver_supplement"),
        ),
        "800,00",
    ),
    (
        Family(
            tax_code="SCLRNT41B03X104T", last_name="Scalvini", first_name="Renato", birth_date=date(1941, 2, 3),
            sex="M", certificate="care_allowance", caregiver=False, carer="650,00", requested=("carer",),
        ),
        "650,00",
    ),
    (
        Family(
            tax_code="ZBNFST38H01X104O", last_name="Zubani", first_name="Fausto", birth_date=date(1938, 6, 1),
            sex="M", certificate="care_allowance", caregiver=False, carer="1150", requested=("carer",),
        ),
        "800,00",
    ),
)  # fmt: skip


def apply_and_decide_looking(at_work, family):
    """``journey.apply_and_decide`` of the first case, with axe at each page as it is on the way."""
    worker, nurse, manager = (at_work(role) for role in ("social_worker", "nurse", "manager"))
    journey.open_draft(worker.go("/domande/nuova/"), family)
    draft = worker.page.url.split("/domande/")[1].split("/")[0]
    for path in ("/lavoro/", "/pratiche/", "/domande/nuova/"):
        axe_clean(worker.go(path).page)
    for step in (
        "persona",
        "residenza",
        "nucleo",
        "requisiti",
        "caregiver",
        "assistente",
        "sostegni",
        "riscossione",
        "consensi",
        "riepilogo",
    ):
        axe_clean(worker.go(f"/domande/{draft}/{step}/").page)
    worker.go(f"/domande/{draft}/residenza/")
    journey.answer_steps(worker, family)
    number = journey.submit(worker)
    for path in ("valutazione/", "documenti/carica/", "chiedi-documenti/", "ritira/", "nota/"):
        axe_clean(worker.go(f"/pratiche/{number}/{path}").page)
    journey.assess(worker, nurse, number)
    for person in (worker, nurse):
        for path in ("", "valutazione/"):
            axe_clean(person.go(f"/pratiche/{number}/{path}").page)
    axe_clean(worker.go(f"/pratiche/{number}/piano/").page)
    journey.write_plan(worker, number)
    for path in (
        "/approvazioni/",
        f"/pratiche/{number}/piano/approva/",
        f"/pratiche/{number}/piano/rimanda/",
    ):
        axe_clean(manager.go(path).page)
    journey.approve_plan(manager, number)
    for path in ("", "importo/", "assegna/"):
        axe_clean(manager.go(f"/pratiche/{number}/{path}").page)
    journey.award(manager, number)
    axe_clean(worker.go(f"/pratiche/{number}/sospensioni/nuova/").page)
    for path in ("/sospensioni/", "/avvisi/", "/regole/"):
        axe_clean(manager.go(path).page)
    for path in ("/uffici/", "/accessi/", "/profilo/"):
        axe_clean(at_work("administrator").go(path).page)
    return number


def test_from_the_application_to_the_payment(at_work, tmp_path):
    """On the way of the first case, and of the run, axe looks at each page as it is then, at 1440 and 390 px."""
    numbers, carry = {}, apply_and_decide_looking
    for family, amount in CASES:
        number = numbers[family.name] = carry(at_work, family)
        carry = journey.apply_and_decide
        at_work("social_worker").go(f"/pratiche/{number}/importo/").reads(f"{amount} €")
    assert sorted(numbers.values()) == [f"B2-2026-{n:04d}" for n in (1, 2, 3, 4)]
    assert set(Application.objects.values_list("status", flat=True)) == {"active"}

    axe_clean(at_work("officer").go("/pagamenti/nuovo/").page)
    run = journey.month_of_payment(at_work)
    wait_until(lambda: PaymentRun.objects.get().state == "issued", "the papers of the run are made")
    for path in ("/pagamenti/", f"/pagamenti/{run}/", f"/pagamenti/{run}/righe/"):
        axe_clean(at_work("manager").go(path).page)
    officer = at_work("officer").go(f"/pagamenti/{run}/").reads("2.650,00 €")

    papers = {}
    for label in ("Elenco di liquidazione", "Determinazione di liquidazione"):
        papers[label] = officer.download(officer.page.get_by_role("link", name=label))
    payment_list = text_of(papers["Elenco di liquidazione"])
    assert "2.650,00" in payment_list
    assert "2.650,00" in text_of(papers["Determinazione di liquidazione"])
    officer.go(f"/pagamenti/{run}/righe/")
    for family, amount in CASES:
        number = numbers[family.name]
        officer.reads(number)
        letter = officer.download(
            officer.page.get_by_role("row").filter(has_text=number).get_by_role("link", name="Lettera")
        )
        papers[number] = letter
        words = text_of(letter)
        assert family.name in words
        assert f"{amount} €" in words
        assert number in payment_list
    for paper in papers.values():
        assert is_tagged(paper)
        fonts = fonts_of(paper, tmp_path)
        assert fonts
        assert all(fonts.values()), fonts
