"""A step in a real browser: kept while it is typed, also through a lost connection, and two people in one field."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from applications.actions.edit_residence import edit_residence
from applications.models import Application, Person, StepDraft
from tests.applications.factories import make_draft, make_user
from tests.e2e.conftest import Person as AtBrowser

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_kept_while_typed_offline_and_beside_a_colleague(people, live_server, browser):
    page = browser.new_context(locale="it-IT").new_page()
    now = timezone.now()
    case = make_draft(people, at=now)
    colleague = make_user("paola@valserena.example", people.municipality, "social_worker", "Paola", "Riboldi")
    worker = (
        AtBrowser(page, live_server.url, people.social_worker).sign_in().go(f"/domande/{case.ref}/residenza/")
    )
    kept = page.locator("#kept")
    expect(page.locator("[name=permit_issued_on]")).to_be_hidden()
    page.locator("[name=address]").fill("Via Nuova 3")
    expect(kept).to_have_text(re.compile(r"Salvata alle \d\d:\d\d"))
    assert StepDraft.objects.get().data["address"] == ["Via Nuova 3"]
    assert Person.objects.get().address == "Via delle Querce 14"

    page.context.set_offline(True)
    page.locator("[name=postal_code]").fill("25040")
    expect(kept).to_have_text(re.compile("Connessione assente"))
    page.context.set_offline(False)
    expect(kept).to_have_text(re.compile("Salvata alle"), timeout=15_000)

    worker.go(f"/domande/{case.ref}/residenza/")  # closed and opened again: what was typed is there
    expect(page.locator("[name=address]")).to_have_value("Via Nuova 3")
    edit_residence(
        application=case, by=colleague, at=now, expected_version=None,
        fields={"address": "Via Vecchia 1", "postal_code": "25000", "resident": None, "resident_checked_on": None},
    )  # fmt: skip
    page.keyboard.press("Tab")
    page.locator("main form .btn-primary").click()
    expect(page.get_by_role("heading", name=re.compile("cambiato tutti e due"))).to_be_focused()
    expect(page.get_by_text("Paola Riboldi ha cambiato questo campo").first).to_be_visible()
    page.get_by_role("radio", name=re.compile("Via Nuova 3")).focus()
    page.keyboard.press("Space")
    page.locator("main form .btn-primary").click()
    page.wait_for_url(re.compile("/nucleo/"))
    assert (Person.objects.get().address, Person.objects.get().postal_code) == ("Via Nuova 3", "25040")
    assert Application.objects.get().status == "draft"
    assert not StepDraft.objects.exists()
    assert not page.evaluate("Object.keys(localStorage).length")

    # what the codice fiscale says comes without moving what follows; under a pressed button it waits for its release
    worker.go("/domande/nuova/")
    sex, code, said = (
        page.locator("[name=sex]").last,
        page.locator("[name=tax_code]"),
        page.locator("#decoded"),
    )
    before = sex.bounding_box()
    code.fill("BRMDLA48L52X104B")
    expect(said).to_contain_text("12 luglio 1948")
    assert sex.bounding_box() == before
    sex.hover()
    page.mouse.down()
    with page.expect_response(re.compile("codice-fiscale")):
        code.evaluate(
            "node => { node.value = ''; node.dispatchEvent(new Event('input', { bubbles: true })); }"
        )
    expect(said).to_contain_text("12 luglio 1948")
    page.mouse.up()
    expect(said).not_to_contain_text("12 luglio 1948")
    expect(sex).to_be_checked()
    assert sex.bounding_box() == before
