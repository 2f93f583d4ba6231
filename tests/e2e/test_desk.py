"""My work, the list and the search by keyboard and through htmx, in a real browser answered by the test client."""

import re

import pytest
import time_machine
from playwright.sync_api import expect

from tests.applications.factories import NOW, make_case, make_draft, world
from tests.applications.pages import enter
from tests.e2e.test_every_page import HOST, answered_by

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]


@pytest.fixture
def page(client, browser):
    """The desk of a social worker with three cases; nothing may be said in the console, nothing kept in the browser."""
    w = world()
    traveller = time_machine.travel(NOW)
    traveller.start()
    for who in ("adele", "carla"):
        make_case(w, who, status="assessing")
    make_draft(w, "nadia")
    context = browser.new_context(locale="it-IT", viewport={"width": 1440, "height": 900})
    page, said = context.new_page(), []
    page.set_default_timeout(10_000)
    # the host of the tests has no certificate: that one header says so
    policy = "Security Policy"
    page.on("console", lambda message: said.append(message.text) if policy in message.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    answered_by(page, enter(client, w.social_worker))
    yield page
    assert not said
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate("Object.keys(sessionStorage)") == [
        "htmx-current-path-for-history"
    ]  # an address, no page
    context.close()
    traveller.stop()


def focused(page):
    return page.evaluate(
        "document.activeElement.closest('tr,li')?.innerText.split('\\n')[0] ?? document.activeElement.id"
    )


def test_my_work_by_keyboard(page):
    page.goto(f"{HOST}/lavoro/")
    rows = page.locator("[data-keys] [data-row]")
    expect(rows).to_have_count(3)
    page.locator("body").press("j")  # the focus is not in the list: a letter does nothing
    assert focused(page) == ""
    rows.first.focus()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(rows.first).to_be_focused()
    act = page.locator("[data-keys] li").first.locator("[data-act]")
    where = act.get_attribute("href")
    page.keyboard.press("a")
    page.wait_for_url(lambda url: url.endswith(where))


def test_the_search_of_every_page(page):
    page.goto(f"{HOST}/pratiche/")
    page.locator("tbody [data-row]").first.focus()
    here = focused(page)
    page.keyboard.press("Control+k")
    field = page.locator("#find-q")
    expect(field).to_be_focused()
    expect(page.locator("#find-list [role=option]").first).to_be_visible()  # pages and actions, before a word
    page.keyboard.press("Escape")
    assert focused(page) == here
    page.keyboard.press("Control+k")
    page.keyboard.type("bramba")
    found = page.get_by_role("option", name=re.compile("Brambati Adele"))
    expect(found).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", found.get_attribute("id"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/pratiche/B2-2026-\d+/"))


def test_the_list_by_keyboard_and_without_reloading(page):
    page.goto(f"{HOST}/pratiche/")
    page.evaluate("window.same = true")
    rows = page.locator("tbody [data-row]")
    rows.first.focus()
    page.keyboard.press("x")
    expect(page.locator("#chosen")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.locator("[data-n-sel]")).to_have_text("3")
    # a view, a filter of its menu, an order: the region changes, the page stays, the focus is not lost
    page.get_by_role("link", name=re.compile("^Bozze")).click()
    expect(rows).to_have_count(1)
    expect(page.get_by_role("link", name=re.compile("^Bozze"))).to_be_focused()
    expect(page.locator("#how-many")).to_contain_text("1 con questi filtri")
    page.go_back()
    expect(rows).to_have_count(3)
    page.evaluate("window.same = true")
    page.locator("#b-stato").click()
    page.locator("#f-stato").get_by_role("link", name="In valutazione").click()
    expect(rows).to_have_count(2)
    assert "stato=assessing" in page.url
    expect(page.locator("#b-stato")).to_be_focused()
    page.locator("thead").get_by_role("link", name="Persona").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text(re.compile("Persona"))
    expect(page.locator("#s-persona")).to_be_focused()
    page.locator("#c-stato").click()
    expect(rows).to_have_count(3)
    expect(page.locator("#b-stato")).to_be_focused()
    assert page.evaluate("window.same === true")
    rows.first.focus()
    page.keyboard.press("x")  # what htmx put into the page behaves as before
    expect(page.locator("[data-n-sel]")).to_have_text("1")


def test_the_sections_of_a_case_by_keyboard(page):
    page.goto(f"{HOST}/pratiche/?q=brambati")
    page.locator("tbody [data-row]").first.click()
    sections = page.locator("[data-spy] a")
    page.locator("body").press("n")  # outside the sections a letter does nothing
    sections.first.focus()
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page.locator("[data-spy] a[href='#documenti']")).to_be_focused()
    assert page.url.endswith("#documenti")
    page.keyboard.press("n")
    page.wait_for_url(re.compile(r"/nota/$"))
    page.locator("textarea").press("?")  # a question mark in a text is a question mark
    assert page.locator("textarea").input_value() == "?"
    page.locator("h1").click()
    page.keyboard.press("?")
    page.wait_for_url(re.compile("/guida/tastiera/"))
