"""`make demo` as a whole: one address, nothing left behind, back on its feet when parts of it are killed."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest
from django.urls import reverse

from b2portal import engine_paths

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds: the machine of the tests may be busy

pytestmark = pytest.mark.faults


class Demo:
    """One demo with its own data and port; its processes are known by their environment."""

    def __init__(self, var_dir: Path):
        self.var_dir = var_dir
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        foreign = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "STATIC_MANIFEST", "DEMO"}
        self.env = {key: value for key, value in os.environ.items() if key not in foreign}
        # where setproctitle is installed, gunicorn would write its title over the environment it is known by
        self.env |= {"VAR_DIR": str(var_dir), "SPT_NOENV": "1"}
        self.process: subprocess.Popen | None = None

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "manage.py", "demo", f"--port={self.port}", "--size=6", *arguments]

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command(),
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if "ready at" in line:
                return
        pytest.fail("".join(lines))

    def again(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            self.command(*arguments), cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )

    def processes(self) -> dict[int, str]:
        """Every living process of this demo, number and command line: known by its environment, or by the
        directory it works in (Valkey writes its title over its environment)."""
        mark = f"VAR_DIR={self.var_dir}".encode()
        homes = (str(self.var_dir), f"/var/tmp/{engine_paths.socket_dir(self.var_dir).name}")
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                ours = mark in (entry / "environ").read_bytes().split(b"\0")
                if not ours and not str((entry / "cwd").readlink()).startswith(homes):
                    continue
                if command := (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip():
                    found[int(entry.name)] = command
            except OSError:
                continue
        return found

    def find(self, *words: str) -> int:
        """The oldest process whose command line has these words."""
        return min(pid for pid, command in self.processes().items() if all(word in command for word in words))

    def sign_in_page(self) -> int:
        with urllib.request.urlopen(
            f"http://localhost:{self.port}{reverse('account_login')}", timeout=10
        ) as answer:
            return answer.status

    def sql(self, statement: str):
        with psycopg.connect(engine_paths.database_url(self.var_dir)) as connection:
            return connection.execute(statement).fetchone()[0]


def eventually(condition, what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def answers(demo: Demo) -> bool:
    try:
        return demo.sign_in_page() == 200
    except OSError:
        return False


@pytest.fixture
def demo():
    with tempfile.TemporaryDirectory(prefix="b2-demo-") as directory:
        Path(directory).chmod(0o755)
        running = Demo(Path(directory) / "var")
        yield running
        for pid in sorted(running.processes(), reverse=True):
            os.kill(pid, signal.SIGKILL)
        eventually(lambda: not running.processes(), "the fixture could not clean up")
        if running.process:
            running.process.wait()


def test_a_demo_says_what_runs_recovers_from_kills_and_leaves_nothing_behind(demo):
    demo.start()
    assert demo.sign_in_page() == 200
    assert demo.find("valkey-server")

    twice = demo.again()
    assert twice.returncode == 0
    assert f"already running: http://localhost:{demo.port} (process {demo.process.pid})" in twice.stdout
    elsewhere = demo.again("--port=1")
    assert elsewhere.returncode == 1
    assert "already running" in elsewhere.stderr

    rows = demo.sql("SELECT count(*) FROM django_migrations")
    os.kill(demo.find("postgres", "-D"), signal.SIGKILL)
    os.kill(demo.find("gunicorn"), signal.SIGKILL)
    os.kill(demo.find("celery", "beat"), signal.SIGKILL)
    eventually(lambda: answers(demo), "the killed engine and web server did not come back")
    assert demo.sql("SELECT count(*) FROM django_migrations") == rows
    eventually(lambda: any(" beat " in command for command in demo.processes().values()), "no beat")

    demo.process.send_signal(signal.SIGINT)
    assert demo.process.wait(PATIENCE) == 0
    assert demo.processes() == {}
    assert not (demo.var_dir / "demo.json").exists()

    demo.start()
    engine = demo.find("postgres", "-D")
    demo.process.kill()
    demo.process.wait()
    eventually(
        lambda: not any("gunicorn" in c or "celery" in c for c in demo.processes().values()),
        "web and worker outlived their supervisor",
    )
    assert engine in demo.processes()
    demo.start()
    assert demo.find("postgres", "-D") == engine, "the orphan was not taken over"

    stopped = demo.again("--stop")
    assert stopped.returncode == 0, stopped.stderr
    assert demo.process.wait(PATIENCE) == 0
    assert demo.processes() == {}


def test_a_taken_port_is_said_in_one_line_with_another_to_try(demo):
    with socket.socket() as other:
        other.bind(("127.0.0.1", demo.port))
        other.listen()
        refused = demo.again()
    assert refused.returncode == 1
    assert refused.stderr.strip() == (
        f"CommandError: Port {demo.port} is taken by another program: make demo PORT={demo.port + 1}"
    )
    assert demo.processes() == {}
