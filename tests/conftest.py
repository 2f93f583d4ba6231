"""What every test may ask for; the engines are started by tests/plugin.py."""

import gc
import shutil
import tempfile
from pathlib import Path

import pgtrigger
import pytest
from django.conf import settings
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from b2portal import engine_paths, engines, navigation
from b2portal.management.commands.catalogues import compile_folder

# A busy machine is slow, not wrong: no limit of time; the same examples in every run.
hypothesis_settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("house")

COUNTED = {
    "faults",
    "test_navigation.py",
    "test_counters.py",
    "test_work.py",
    "test_desk.py",
    "test_every_page.py",
}


def pytest_configure(config):
    for folder in settings.LOCALE_PATHS:
        for messages in folder.glob("*/LC_MESSAGES"):
            compile_folder(messages)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The demo's life first: two minutes long, with engines of its own, it would leave a process idle as the last."""
    items.sort(key=lambda item: item.path.parts[-2:] != ("faults", "test_demo.py"))


def pytest_collection_finish():
    """What is there now stays to the end: not looked through again for what may be freed."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True, scope="session")
def empty_append_only_tables():
    """Between tests with real transactions Django truncates every table, also those nobody may empty."""
    empty = TransactionTestCase._fixture_teardown

    def without_triggers(case):
        with pgtrigger.ignore():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield


@pytest.fixture(autouse=True)
def documents_dir(settings, tmp_path):
    """Documents of a test are kept in its own directory."""
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    return settings.DOCUMENTS_DIR


@pytest.fixture(autouse=True)
def quick_passwords(request, settings):
    """A slow hash is right for people and wrong for a suite that makes nine of them per test; the tests of
    sign-in keep the real one."""
    if request.path.name != "test_sign_in.py":
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def quiet_sidebar(request, monkeypatch):
    """The sidebar's numbers are tested where they are made, and shown in the browser: the pages of all the other tests
    need not count them."""
    if not COUNTED & {*request.path.parts, request.path.name}:
        monkeypatch.setattr(navigation, "COUNTS", {})


@pytest.fixture(scope="session")
def valkey():
    """A real Valkey for the tests that need a worker: its address in the form of REDIS_URL."""
    home = Path(tempfile.mkdtemp(prefix="b2-valkey-"))
    home.chmod(0o755)  # as root it runs as nobody, who must reach its own directory inside
    server = engines.make(engines.Valkey, home, temporary=True)
    server.start()
    yield engine_paths.redis_url(home)
    server.stop()
    shutil.rmtree(server.sockets, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine's own Chromium; root may not use its sandbox."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("No Chromium on this machine: install the package chromium.")
    return browser_type_launch_args | {"executable_path": path, "args": ["--no-sandbox"]}
