"""Starts the engines of the tests before Django's settings are read (a conftest.py would be too late).

The migrations run once, while every process still looks for its tests; each then copies the database they made. With
DATABASE_URL (and REDIS_URL) in the environment those servers are used instead.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from b2portal import engine_paths, engines

ROOT = Path(__file__).resolve().parents[1]
MIGRATED = "B2_TESTS_MIGRATED"  # where the end of the migrations is written; not there: the server is somebody else's
PATIENCE = 600  # seconds: the machine of the tests may be busy


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
    os.environ["DATABASE_URL"] = url = engine_paths.database_url(home)
    # Half the time of a query on tables this small was the search for the best order of its joins: any is good here.
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET join_collapse_limit = 1")
        connection.execute("ALTER SYSTEM SET from_collapse_limit = 1")
        connection.execute("SELECT pg_reload_conf()")
    os.environ["VAR_DIR"] = str(home / "files")
    (home / "files" / "static").mkdir(parents=True)
    os.environ[MIGRATED] = str(home / "migrated")
    threading.Thread(target=_migrate, args=[Path(os.environ[MIGRATED])], daemon=True).start()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The tests' database is a copy of the migrated one, when this plugin started the server."""
    if MIGRATED not in os.environ:
        return
    done, until = Path(os.environ[MIGRATED]), time.monotonic() + PATIENCE
    while not done.exists():
        assert time.monotonic() < until, f"the migrations took more than {PATIENCE} s"
        time.sleep(0.2)
    assert done.read_text() == "0", done.with_suffix(".log").read_text()
    connection.settings_dict["TEST"]["TEMPLATE"] = engine_paths.DATABASE


def _migrate(done):
    """Write the code the migrations end with into the file ``done``, and what they say beside it."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    with done.with_suffix(".log").open("wb") as said:
        code = subprocess.run(command, cwd=ROOT, stdout=said, stderr=said, check=False).returncode
    unfinished = done.with_suffix(".new")
    unfinished.write_text(str(code))
    unfinished.rename(done)


def _remove(server: engines.Engine, home: Path) -> None:
    server.stop()
    shutil.rmtree(server.sockets, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)
