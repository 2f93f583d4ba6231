"""The help: every page in both languages, with owner and date; links from the pages; support without personal data."""

import html
import re

import pytest
from django.conf import settings
from django.urls import reverse

from b2portal import guide
from tests.applications.factories import make_case, world
from tests.applications.pages import enter

TAG = re.compile(r'{% help "([^"]+)" %}')


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("slug", guide.SLUGS)
def test_every_page_is_there(slug, language):
    page = guide.page_of(slug, language)
    assert page.title
    assert page.owner
    assert page.updated.year >= 2026
    assert "<li>" in page.body
    assert "**" not in page.body


def test_the_pages_link_to_help_that_exists():
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    asked = {slug for one in templates for slug in TAG.findall(one.read_text())}
    assert asked
    assert asked <= set(guide.SLUGS)


@pytest.mark.django_db
def test_reading_and_asking(client):
    w = world()
    case = make_case(w, status="assessing")
    enter(client, w.social_worker)
    text = client.get(reverse("guide"), {"da": f"/pratiche/{case.ref}/?q=Brambati"}).content.decode()
    text = html.unescape(text)
    for title in (guide.page_of(slug, "it").title for slug in guide.SLUGS):
        assert title in text
    mail = re.search(r'href="(mailto:[^"]+)"', text)[1]
    assert case.ref in mail
    assert "Brambati" not in mail
    assert "Risponde della pagina: Ufficio di Piano" in client.get("/guida/isee/").content.decode()
    assert "Guida: " in client.get(reverse("applications:list")).content.decode()
    client.logout()
    assert "Dichiarazione di accessibilità" in client.get("/accessibilita/").content.decode()
