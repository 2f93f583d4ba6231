"""Keeps the demo's processes: engines, web, worker, beat. Starts them in order, restarts one that dies,
stops all of them in the opposite order and leaves none behind."""

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from b2portal import engines
from b2portal.engine_binaries import EngineError

STOP_SECONDS = 20  # a worker may finish what it is doing; then it is ended, the rows know what is left
RESTARTS_A_MINUTE = 5


class Stop(Exception):
    """Somebody asked us to stop."""


class Child:
    """One process of the product in its own process group, stopped by the kernel when we are killed."""

    def __init__(self, name: str, arguments: list[str], *, env: dict[str, str], log: Path):
        self.name, self.arguments, self.env, self.log = name, arguments, env, log
        self.process: subprocess.Popen | None = None
        self.starts: list[float] = []

    def start(self) -> None:
        self.starts = [at for at in self.starts if time.monotonic() - at < 60] + [time.monotonic()]
        if len(self.starts) > RESTARTS_A_MINUTE:
            raise EngineError(f"{self.name} keeps ending: see {self.log}")
        if self.process is not None:  # it ended by itself: what it had started may live on and hold the port
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.arguments,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
                preexec_fn=engines.die_with_parent,
            )

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.alive():
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait until the deadline, then end the whole group, grandchildren included."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.1, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Supervisor:
    """One per directory of data: the lock on `demo.lock` is held as long as we live."""

    def __init__(self, *, var_dir: Path, say: Callable[[str], None]):
        self.var_dir, self.say = var_dir, say
        self.logs = var_dir / "log"
        self.logs.mkdir(parents=True, exist_ok=True)
        self.state = var_dir / "demo.json"
        self.engines: list[engines.Engine] = []
        self.children: list[Child] = []
        self._lock = (var_dir / "demo.lock").open("a")

    def acquire(self) -> dict | None:
        """Take the lock; when somebody has it, what they wrote about themselves ({} while they start)."""
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            try:
                return json.loads(self.state.read_text())
            except (FileNotFoundError, json.JSONDecodeError):
                return {}
        self.state.unlink(missing_ok=True)
        return None

    def announce(self, **facts) -> None:
        self.state.write_text(json.dumps({"pid": os.getpid(), **facts}))

    def catch_signals(self) -> None:
        def stop(number, frame):
            # A second Ctrl-C while we stop must not leave half of it running.
            for known in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(known, signal.SIG_IGN)
            raise Stop

        for known in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(known, stop)

    def start_engines(self, kinds: list[type[engines.Engine]]) -> None:
        with engines.lock(self.var_dir):
            for kind in kinds:
                engine = engines.make(kind, self.var_dir)
                self.engines.append(engine)
                engine.start()
                if engine.adopted:
                    self.say(f"{engine.name}: found running (process {engine.pid}), taken over")

    def run_once(self, arguments: list[str], env: dict[str, str]) -> None:
        """A step that must succeed before the next one, e.g. the migrations."""
        command = [sys.executable, "manage.py", *arguments]
        process = subprocess.Popen(command, env=env, process_group=0, preexec_fn=engines.die_with_parent)
        try:
            code = process.wait()
        except Stop:
            process.terminate()
            process.wait()
            raise
        if code:
            raise EngineError(f"`manage.py {arguments[0]}` failed: the reason is above.")

    def start_children(self, commands: dict[str, list[str]], env: dict[str, str]) -> None:
        for name, arguments in commands.items():
            child = Child(name, [sys.executable, "-m", *arguments], env=env, log=self.logs / f"{name}.log")
            self.children.append(child)
            child.start()

    def watch(self) -> None:
        """Until somebody asks to stop: whatever has ended is started again."""
        while True:
            time.sleep(0.5)
            for engine in self.engines:
                if engine.process and not engine.alive():
                    self.say(f"{engine.name} ended: starting it again")
                    with engines.lock(self.var_dir):
                        engine.start()
            for child in self.children:
                if not child.alive():
                    self.say(f"{child.name} ended: starting it again")
                    child.start()

    def stop(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.end(deadline)
        for engine in reversed(self.engines):
            engine.stop()
        for engine in self.engines:
            with contextlib.suppress(OSError):  # not ours alone, or already gone
                engine.sockets.rmdir()
        self.state.unlink(missing_ok=True)


def port_is_free(port: int, *, seconds: float = 0) -> bool:
    """Can we listen here? Waits so long for the web server of a killed supervisor to end."""
    deadline = time.monotonic() + seconds
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                pass
            else:
                return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.2)


def wait_until_ready(address: str, child: Child, *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    reason = "no answer"
    while time.monotonic() < deadline and child.alive():
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=5).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError as error:
            reason = error.read().decode(errors="replace")[:200]
        except OSError as error:
            reason = str(error)
        else:
            return
        time.sleep(0.1)
    raise EngineError(f"The web server is not ready ({reason}): see {child.log}")
