"""The whole product for a browser: web server, PostgreSQL, Valkey, a real worker, people with a second factor."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.utils import timezone

from accounts import second_factor
from accounts.actions.enrol import enrol
from jobs import tasks
from tests.applications.factories import ROME, world

PASSWORD = "una frase lunga per entrare"
PATIENCE = 60  # seconds for the background work: the machine of the tests may be busy


@dataclass
class Stack:
    """Everything a journey needs: where the pages are, who the people are."""

    address: str
    people: object  # tests.applications.factories.World


def midnight(day):
    return datetime.combine(day, datetime.min.time(), tzinfo=ROME)


@pytest.fixture
def people(transactional_db):
    """One Ambito whose call is open today and whose benefit starts this month."""
    return open_today()


def open_today(**more):
    """The people of ``people``, all with a second factor; ``more``: what the call says besides."""
    today = timezone.localdate()
    first = today.replace(day=1)
    w = world(
        act_date=today - timedelta(days=60),
        opens_at=midnight(today - timedelta(days=40)),
        closes_at=midnight(today + timedelta(days=20)),
        published_at=midnight(today - timedelta(days=50)),
        benefit_from=first,
        benefit_to=(first + timedelta(days=364)).replace(day=1) - timedelta(days=1),
        **more,
    )
    for user in (
        w.social_worker,
        w.other_social_worker,
        w.officer,
        w.manager,
        w.director,
        w.nurse,
        w.auditor,
        w.administrator,
    ):
        enrol(user=user)
    return w


@pytest.fixture
def stack(people, live_server, worker):
    return Stack(address=live_server.url, people=people)


@pytest.fixture
def worker(transactional_db, valkey, tmp_path, settings):
    """A real Celery worker on the database and the documents of this test."""
    conf = tasks.run.app.conf
    before = conf.broker_url, conf.broker_write_url
    conf.broker_url = conf.broker_write_url = valkey.replace("unix://", "redis+socket://", 1)
    env = os.environ | {
        "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])
        ._replace(path=f"/{connection.settings_dict['NAME']}")
        .geturl(),
        "REDIS_URL": valkey,
        "DOCUMENTS_DIR": str(settings.DOCUMENTS_DIR),
        "DJANGO_SETTINGS_MODULE": "b2portal.settings",
    }
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "celery",
                "-A",
                "b2portal",
                "worker",
                "--concurrency=1",
                "--loglevel=INFO",
                "--without-gossip",
                "--without-mingle",
            ],
            env=env,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        yield process
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
    conf.broker_url, conf.broker_write_url = before


class Person:
    """One person at a browser of their own."""

    def __init__(self, page, address, user):
        self.page, self.address, self.user = page, address, user
        page.set_default_timeout(20_000)

    def sign_in(self):
        self.go("/accedi/")
        self.page.get_by_label(re.compile("E-mail|Email")).fill(self.user.email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Accedi", exact=True).click()
        self.page.locator("input[name=code]").fill(second_factor.next_code(self.user))
        self.page.get_by_role("button", name="Conferma").click()
        self.page.wait_for_url(re.compile(r"/(lavoro|pagamenti|pratiche|utenti|uffici)?/?$"))
        return self

    @property
    def path(self):
        """Where the page is, without host and fragment."""
        return urlsplit(self.page.url).path

    def go(self, path):
        """Open ``path`` and fail on an error page."""
        answer = self.page.goto(self.address + path)
        assert answer.status < 400, f"{path}: {answer.status}"
        return self

    def press(self, name, *, exact=True):
        """Press a button or follow a link by its words."""
        words = re.compile(rf"^\s*{re.escape(name)}") if not exact else name
        target = self.page.get_by_role("button", name=words, exact=exact).or_(
            self.page.get_by_role("link", name=words, exact=exact)
        )
        return self.push(target)

    def fill(self, name, value):
        """Write into the field called ``name`` in the form."""
        self.page.locator(f"[name={name}]").fill(str(value))
        return self

    def choose(self, name, value):
        """Tick the radio or checkbox, or take the option, with that value."""
        field = self.page.locator(f"[name={name}]")
        if field.first.evaluate("node => node.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            self.tick(f"[name={name}][value='{value}']")
        return self

    def tick(self, selector):
        """Tick the radio or checkbox of that CSS selector."""
        self.page.locator(selector).check(force=True)
        return self

    def save(self):
        """Press the filled button of the form."""
        return self.push(self.page.locator("main form :is(.btn-primary, .btn-bad)[type=submit]"))

    def push(self, locator):
        """Press the first of ``locator`` and wait for the page that follows."""
        locator.first.click()
        self.page.wait_for_load_state()
        return self

    def reads(self, words):
        """The page says ``words`` (spaces of any kind count as one)."""
        text = " ".join(self.page.locator("body").inner_text().split())
        assert " ".join(words.split()) in text, f"{self.page.url} does not say «{words}»:\n{text[:3000]}"
        return self

    def download(self, locator):
        """The bytes behind a link."""
        with self.page.expect_download() as waiting:
            locator.first.click()
        return waiting.value.path().read_bytes()


@pytest.fixture
def at_work(stack, browser):
    """at_work("nurse") → that person, signed in, in a browser session of their own."""
    open_contexts, found = [], {}

    def enter(role, **options):
        if role not in found:
            context = browser.new_context(locale="it-IT", viewport={"width": 1440, "height": 900}, **options)
            open_contexts.append(context)
            found[role] = Person(context.new_page(), stack.address, getattr(stack.people, role)).sign_in()
        return found[role]

    yield enter
    for context in open_contexts:
        context.close()


def wait_until(condition, what):
    """Look again until ``condition()`` holds; fail with ``what`` after PATIENCE seconds."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, f"waited {PATIENCE} s in vain: {what}"
        time.sleep(0.2)


def violations(page):
    """What axe finds; its script is put into a page once, however often the page is looked at."""
    if page.evaluate("'axe' in window"):
        return page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return Axe().run(page).response["violations"]


def axe_clean(page):
    """axe finds nothing on the page as it is now, at a desk and on a phone."""
    found = []
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for violation in violations(page):
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            found.append(f"{page.url} at {width} px: {violation['id']}: {violation['help']}: {nodes}")
    page.set_viewport_size({"width": 1440, "height": 900})
    assert not found, "\n".join(found)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep a picture of every open page when a journey fails."""
    outcome = yield
    report = outcome.get_result()
    browser = item.funcargs.get("browser") if hasattr(item, "funcargs") else None
    if report.when == "call" and report.failed and browser:
        folder = Path(os.environ.get("E2E_PICTURES", "test-results"))
        folder.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(page for context in browser.contexts for page in context.pages):
            with contextlib.suppress(Exception):
                page.screenshot(path=folder / f"{item.name[:40]}-{number}.png", full_page=True)
                report.sections.append((f"page {number}", page.url))
