"""A small installation of its own: PostgreSQL and Valkey, a web server, a worker, and a stage beside them.

Every process is real and may be killed; everything is gone at the end.
"""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import redis

from b2portal import engine_paths, engines
from b2portal.engine_binaries import identity, postgres_bin
from tests.faults.cutting import Proxy

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90  # seconds: the machine of the tests may be busy
TOKEN = "t" * 32
MONTH = "2026-11"
FORM = "application/x-www-form-urlencoded"


class Postgres(engines.Postgres):
    """What it said is committed is there after a crash, as in production; only the disk is not waited for."""

    def command(self):
        return [part.replace("synchronous_commit=off", "synchronous_commit=on") for part in super().command()]


class House:
    """``schema_of``: how pg_dump is told the database whose tables are copied. ``plant`` starts web and worker."""

    def __init__(self, schema_of: list[str]):
        self.home = Path(tempfile.mkdtemp(prefix="b2-faults-"))
        self.home.chmod(
            0o755
        )  # as root the engines run as nobody, who must reach their own directories inside
        self.postgres = engines.make(Postgres, self.home, temporary=True)
        self.valkey = engines.make(engines.Valkey, self.home, temporary=True)
        self.postgres.start()
        self.valkey.start()
        self._copy(schema_of)
        self.proxy = Proxy(self.home / "proxy", engine_paths.socket_dir(self.home))
        self.bind = self.home / "web.sock"
        foreign = {"DATABASE_URL", "REDIS_URL", "VAR_DIR"}
        self.env = {key: value for key, value in os.environ.items() if key not in foreign} | {
            "DJANGO_SETTINGS_MODULE": "b2portal.settings",
            "DATABASE_URL": engine_paths.database_url(self.home),
            "REDIS_URL": engine_paths.redis_url(self.home),
            "VAR_DIR": str(self.home / "files"),
            "ALLOWED_HOSTS": "localhost",
            "SECURE_SSL_REDIRECT": "0",
        }
        (self.home / "files" / "static").mkdir(parents=True)
        self.stage = self._spawn(
            [sys.executable, "-m", "tests.faults.stage"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.web = self.worker = None
        self.planted = None
        made = self.ask("arrange")
        self.sessions, self.cookies = made["sessions"], made["cookies"]

    # --- processes -------------------------------------------------------------------------------------

    def _copy(self, schema_of):
        """The tables of another database, triggers and constraints included; no row but the migrations'."""
        binaries = postgres_bin(identity())
        dump = subprocess.run(
            [binaries / "pg_dump", "--no-owner", *schema_of], capture_output=True, check=True
        )
        subprocess.run(
            [binaries / "psql", "-q", "-v", "ON_ERROR_STOP=1", engine_paths.database_url(self.home)],
            input=dump.stdout,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def _spawn(self, command, *, env=None, **more):
        log = (self.home / f"{Path(command[-1]).name or 'process'}.log").open("ab")
        more.setdefault("stdout", log)
        return subprocess.Popen(
            command, cwd=ROOT, env=self.env | (env or {}), stderr=log, start_new_session=True, **more
        )

    def plant(self, names=""):
        """Web and worker running, with the planted faults ``names`` (or none)."""
        if self.planted != names:
            kill_group(self.web)
            kill_group(self.worker)
            self.planted = names
        self.start_web(wait=False)
        self.start_worker()
        self.start_web()

    def start_web(self, *, wait=True):
        if self.web is None or self.web.poll() is not None:
            through = engine_paths.database_url(self.home).partition("?")[0] + f"?host={self.home / 'proxy'}"
            command = [sys.executable, "-m", "gunicorn", "tests.faults.wsgi", "--workers", "2", "--preload"]
            command += ["--bind", f"unix:{self.bind}", "--no-control-socket"]
            self.web = self._spawn(command, env={"PLANT": self.planted or "", "DATABASE_URL": through})
        if wait:
            self.wait(lambda: self.get("/healthz") == 200, "the web server answers")

    def start_worker(self):
        if self.worker is None or self.worker.poll() is not None:
            command = [sys.executable, "-m", "celery", "-A", "b2portal", "worker", "--concurrency=2"]
            command += ["--include", "tests.faults.plant", "--without-gossip", "--without-mingle"]
            self.worker = self._spawn(command, env={"PLANT": self.planted or ""})
        self.wait(lambda: len(children(self.worker.pid)) >= 2, "the worker has its children")

    def stop_web(self):
        kill_group(self.web)

    def stop_worker(self):
        kill_group(self.worker)

    def restart_postgres(self):
        """As when the machine loses power: no connection is told, nothing is flushed."""
        os.kill(self.postgres.process.pid, signal.SIGQUIT)
        self.postgres.process.wait(20)
        self.postgres.start()

    def flush_valkey(self):
        self.valkey_client().flushall()

    def valkey_client(self):
        return redis.Redis(unix_socket_path=str(engine_paths.socket_dir(self.home) / "valkey.sock"))

    def close(self):
        kill_group(self.web)
        kill_group(self.worker)
        kill_group(self.stage)
        for engine in (self.valkey, self.postgres):
            engine.stop()
            shutil.rmtree(engine.sockets, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)

    # --- what is asked of them -------------------------------------------------------------------------

    def ask(self, what, **more):
        """One question to the stage."""
        self.stage.stdin.write(json.dumps({"do": what, "with": more}) + "\n")
        self.stage.stdin.flush()
        line = self.stage.stdout.readline()
        assert line, "the stage is gone: " + "".join(
            p.read_text()[-2000:] for p in self.home.glob("*stage.log")
        )
        said = json.loads(line)
        assert "error" not in said, said["error"]
        return said["answer"]

    def get(self, path):
        return self._http("GET", path, None, "")

    def post(self, who, path, **fields):
        """Status of a POST as one of the people; 0 when nobody answered. ``file``: the text of a file of the form."""
        if "file" in fields:
            body, kind = _with_file(fields | {"csrfmiddlewaretoken": TOKEN})
        else:
            body, kind = urlencode(fields | {"csrfmiddlewaretoken": TOKEN}), FORM
        session, csrf = self.cookies
        return self._http("POST", path, body, f"{session}={self.sessions[who]}; {csrf}={TOKEN}", kind)

    def _http(self, method, path, body, cookies, kind=FORM):
        connection = Unix(str(self.bind))
        headers = {"Host": "localhost", "Cookie": cookies, "Content-Type": kind}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def wait(self, condition, what, seconds=PATIENCE):
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, f"waited {seconds} s in vain: {what}"
            time.sleep(0.05)

    def finish_papers(self, seconds=PATIENCE):
        """The sweeper comes by until the papers are made; failed items are tried again as a person would."""

        until = time.monotonic() + seconds
        while True:
            self.ask("sweep")
            state = self.ask("state")
            if state["run"] == "issued":
                return state
            assert time.monotonic() < until, f"stuck: {state}"
            time.sleep(0.3)


def _with_file(fields):
    """(body, content type) of a form with a file."""
    edge, parts = "edge-of-a-part", []
    for name, value in fields.items():
        of_file = '; filename="esito.xml"\r\nContent-Type: application/xml' if name == "file" else ""
        parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"{of_file}\r\n\r\n{value}\r\n')
    return "".join([*parts, f"--{edge}--\r\n"]), f"multipart/form-data; boundary={edge}"


class Unix(http.client.HTTPConnection):
    """HTTP over the socket of the web server."""

    def __init__(self, path):
        super().__init__("localhost", timeout=20)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def children(pid):
    """Numbers of the processes whose parent is ``pid``."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (entry / "stat").read_text().rsplit(")", 1)[1].split()[:2]
        except OSError:
            continue
        if int(parent) == pid and state != "Z":
            found.append(int(entry.name))
    return sorted(found)


def kill(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def kill_group(process):
    """The process and its children, at once and for good."""
    if process is None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)


def meanwhile(act, main):
    """``act`` in a thread while ``main`` happens here: an engine dies with the thread that started it."""
    beside = threading.Thread(target=act)
    beside.start()
    main()
    beside.join()


def together(*acts):
    """Start the acts at one instant, each in a thread; their results in order."""
    start, found = threading.Barrier(len(acts)), [None] * len(acts)

    def go(position, act):
        start.wait()
        found[position] = act()

    threads = [threading.Thread(target=go, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
