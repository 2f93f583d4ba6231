"""Every page of the product, as somebody who may open it: without findings of axe, usable at 390 px.

The addresses come from the resolver, so that none is forgotten. The browser's requests are answered by the test client
inside the scene of the sweeps, which is undone at the end: no server is started.
"""

from contextvars import copy_context
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.utils.translation import override

from tests.e2e.conftest import violations
from tests.sweep.scene import standing
from tests.sweep.table import PAGES
from tests.test_access_sweep import KNOWN, path_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]

HOST = "http://testserver"
WIDTHS = (1440, 390)
READ = [one for one in KNOWN if "GET" in PAGES[one.name].methods]
# pages that look different for every role or state: each is opened by everybody who may
EACH_ROLE = {
    "applications:work",
    "applications:list",
    "applications:case",
    "vouchers:run",
    "applications:approvals",
}


@pytest.fixture(scope="module")
def documents_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("documents")


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, documents_dir):
    with standing(django_db_blocker, documents_dir) as made:
        yield made


@pytest.fixture(scope="module")
def window(browser):
    """One tab for the whole module; axe comes with each page, so that it is not sent to each."""
    context = browser.new_context(locale="it-IT", viewport={"width": WIDTHS[0], "height": 900})
    context.add_init_script(Axe().axe_script)
    yield context.new_page()
    context.close()


def answered_by(page, client):
    """The tab's requests go to ``client``; static files come from where they are kept."""

    def answer(route):
        asked = urlsplit(route.request.url)
        if asked.path.startswith("/static/"):
            found = finders.find(asked.path.removeprefix("/static/"))
            return route.fulfill(path=found) if found else route.fulfill(status=404)
        path = f"{asked.path}?{asked.query}" if asked.query else asked.path
        told = {name: value for name, value in route.request.headers.items() if name.startswith("hx-")}
        if route.request.method == "GET":  # a redirect is followed here: the browser would look for the host
            response = client.get(path, follow=True, headers=told)
        else:
            response = client.generic(
                route.request.method, path, route.request.post_data_buffer or b"", headers=told
            )
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return route.fulfill(status=response.status_code, headers=dict(response.items()), body=body)

    # the driver calls back in a context of its own, where Django would open another connection
    here = copy_context()
    page.unroute_all()
    page.route("**/*", lambda route: here.copy().run(answer, route))


def is_page(response):
    """A whole page of ours: no file, no fragment, no redirect."""
    return (
        response.status_code in (200, 404, 403)
        and response["Content-Type"].startswith("text/html")
        and not response.streaming
        and b"<html" in response.content
    )


def faults(page, path, who):
    """What is wrong with the page at a desk and on a phone, in words."""
    found = []
    page.goto(HOST + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{path} as {who} at {width} px is {wide} px wide")
        for one in violations(page):
            nodes = [node["html"][:120] for node in one["nodes"][:3]]
            found.append(f"{path} as {who} at {width} px: {one['id']}: {one['help']}: {nodes}")
    return found


def opened(scene, address, **changes):
    """(role, client, path) of each role to whom the address shows a page, asked one after the other."""
    for role, user in scene.roles():
        client, path = scene.client(user), path_of(address, scene.ours, user, **changes)
        response = client.get(path)
        if response.status_code == 200 and is_page(response):
            yield role, client, path


@pytest.mark.parametrize("address", READ, ids=str)
def test_a_page_is_clean_and_fits_a_phone(scene, window, address):
    """As the first who may open it; what looks different for each role, as each. Sizes: the access sweep."""
    found, roles = [], opened(scene, address)
    for role, client, path in roles if address.name in EACH_ROLE else islice(roles, 1):
        answered_by(window, client)
        found += faults(window, path, role)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("state", ["active", "assessing", "plan_review", "unsent", "draft"])
def test_the_page_of_a_case_in_every_state(scene, window, state):
    address = next(one for one in READ if one.name == "applications:case")
    rows = [*opened(scene, address, ref=scene.ours.cases[state].ref)]
    assert rows, f"nobody opens a case that is {state}"
    found = []
    for role, client, path in rows:
        answered_by(window, client)
        found += faults(window, path, role)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", ["/questa-pagina-non-esiste/", "/utenti/invita/"])
def test_a_refusal_is_a_page_too(scene, window, path):
    client = scene.client(scene.ours.w.social_worker)
    answered_by(window, client)
    assert not faults(window, path, "social_worker")


def test_in_english_no_page_is_wider_or_less_clean(scene, window):
    """The other language on the pages people see most: words of another length, the same care."""
    client = scene.client(scene.ours.w.manager)
    client.cookies["django_language"] = "en"
    try:
        answered_by(window, client)
        found = []
        for path in (
            "/lavoro/",
            "/pratiche/",
            f"/pratiche/{scene.ours.cases['active'].ref}/",
            "/approvazioni/",
        ):
            with override("en"):
                found += faults(window, path, "plan_manager in English")
    finally:
        del client.cookies["django_language"]
    assert not found, "\n".join(found)


def test_the_axe_of_these_tests_finds_a_fault(window):
    """A test that cannot fail is none: a button without a name is found."""
    window.unroute_all()
    window.set_content(
        '<html lang="it"><head><title>x</title></head><body><main><h1>x</h1><button></button></main></body>'
    )
    assert "button-name" in [one["id"] for one in violations(window)]
    assert Path(finders.find("app.css")).exists()
