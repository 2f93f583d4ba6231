"""Starts the engines of the tests before Django's settings are read (a conftest.py would be too late).

With DATABASE_URL (and REDIS_URL) in the environment those servers are used instead.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from b2portal import engine_paths, engines


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 50)
    os.environ.setdefault("STATIC_MANIFEST", "0")
    os.environ.setdefault("DEMO", "0")
    os.environ.setdefault("SECURE_SSL_REDIRECT", "0")  # the test client speaks plain http
    os.environ.setdefault("REDIS_URL", "memory://")
    # Playwright keeps an event loop in the thread of the tests; Django would take it for an async view.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    if "PYTEST_XDIST_WORKER" in os.environ or "DATABASE_URL" in os.environ:
        return
    home = Path(tempfile.mkdtemp(prefix="b2-tests-"))
    home.chmod(0o755)  # as root the engine runs as nobody, who must reach its own directory inside
    server = engines.make(engines.Postgres, home, temporary=True)
    atexit.register(_remove, server, home)
    server.start()
    os.environ["DATABASE_URL"] = engine_paths.database_url(home)
    os.environ["VAR_DIR"] = str(home / "files")
    (home / "files" / "static").mkdir(parents=True)


def _remove(server: engines.Engine, home: Path) -> None:
    server.stop()
    shutil.rmtree(server.sockets, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)
