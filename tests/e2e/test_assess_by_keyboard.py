"""A scale filled and the part signed in a real browser with the keys alone: no mouse, no script that clicks."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from applications.actions.write_assessment import write_assessment
from applications.models import AssessmentSignature
from applications.permissions import current_assessment
from applications.scales import of_part
from tests.applications.factories import answers, make_case
from tests.applications.verb_pages import again
from tests.e2e.conftest import Person

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
FOCUSED = """() => {
    const e = document.activeElement, words = (e.textContent || e.value || '').trim();
    return {name: e.name || '', type: e.type || e.tagName.toLowerCase(), words, chosen: e.checked === true};
}"""


def tab_until(page, reached, *, most=150):
    """Press Tab until ``reached(what has the focus)``; what it is then."""
    for _press in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if reached(here):
            return here
    raise AssertionError(f"not reached with {most} presses of Tab")


def on_words(words):
    return lambda here: here["words"].startswith(words)


def test_a_scale_is_filled_with_arrows_and_the_part_signed_with_enter(people, live_server, browser):
    now = timezone.now()
    case = make_case(people, status="assessing", at=now)
    iadl = next(scale for scale in of_part("social") if scale.code == "iadl")
    rest = {
        code: level for code, level in answers("social").items() if code not in {i.code for i in iadl.items}
    }
    write_assessment(
        application=case,
        by=people.social_worker,
        at=now,
        content={**rest, "day_changes": "Non esce più da sola."},
        visited_on=timezone.localdate(),
    )
    page = browser.new_context(locale="it-IT").new_page()
    worker = Person(page, live_server.url, people.social_worker).sign_in()
    worker.go(f"/pratiche/{case.ref}/valutazione/")
    assert page.get_by_role("link", name="Firma la tua parte").count() == 0  # an answer is missing

    for item in iadl.items:
        tab_until(page, lambda here, name=item.code: here["name"] == name)
        page.keyboard.press("ArrowDown")  # the level after the first; every level is words, not a number
        level = page.evaluate(FOCUSED)
        assert level["chosen"]
        label = page.locator(f"label[for='{page.evaluate('document.activeElement.id')}']").inner_text()
        assert re.search("[a-zà-ù]{3}", label), label
    expect(page.locator(".scale", has_text="IADL").locator(".score")).to_contain_text(re.compile(r"\d"))
    page.keyboard.press("Control+Enter")  # to the next section
    assert page.evaluate(FOCUSED)["name"] not in {item.code for item in iadl.items}
    tab_until(page, on_words("Salva la tua parte"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Firma la tua parte")).to_be_visible()

    tab_until(page, on_words("Firma la tua parte"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/firma/$"))
    tab_until(page, on_words("Firma la tua parte"))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/firma/"))
    signature = AssessmentSignature.objects.get()
    assessment = current_assessment(again(case))
    assert (signature.part, signature.signed_by) == ("social", people.social_worker)
    assert signature.content_hash == assessment.social_hash  # the other part is not written yet
    assert {item.code for item in iadl.items} <= set(assessment.social)
