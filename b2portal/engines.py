"""Starts, adopts and stops the embedded engines: PostgreSQL and Valkey on Unix sockets of one directory.

An engine runs in the foreground as our child. When we are killed it stays; the next start finds it by
its socket and takes it over. When the engine is killed, the next start recovers its data.
"""

import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from b2portal import engine_paths
from b2portal.engine_binaries import EngineError, Identity, identity, postgres_bin, reachable, valkey_server

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """In a child, on Linux: be stopped by the kernel when the parent is gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class Engine(ABC):
    """What both servers share: one process, ours or adopted, that answers on a socket."""

    name = ""
    stop_signal = signal.SIGTERM

    def __init__(self, *, home: Path, sockets: Path, who: Identity, temporary: bool = False):
        self.home, self.sockets, self.who, self.temporary = home, sockets, who, temporary
        self.data = home / self.name
        self.log = home / f"{self.name}.log"
        self.process: subprocess.Popen | None = None
        self.pid: int | None = None
        self.adopted = False

    @abstractmethod
    def answering_pid(self) -> int | None:
        """The process that serves this data directory, or None when nobody answers."""

    @abstractmethod
    def prepare(self) -> None: ...

    @abstractmethod
    def command(self) -> list[str]: ...

    def start(self) -> None:
        """Adopt what already serves our data, else start it. Raises EngineError with the log's last line."""
        self.pid = self.answering_pid()
        if self.pid:
            self.process, self.adopted = None, True
            return
        self.adopted = False
        self.prepare()
        deadline = time.monotonic() + 60
        self.process = self._spawn()
        while not (pid := self.answering_pid()):
            if self.process.poll() is not None:
                reason = self._last_line()
                # Children of a server that was just killed hold its memory for a moment more.
                if "Terminate any old server processes" not in reason or time.monotonic() > deadline:
                    raise EngineError(f"{self.name} did not start: {reason}")
                time.sleep(0.3)
                self.process = self._spawn()
            if time.monotonic() > deadline:
                self.stop()
                raise EngineError(f"{self.name} does not answer: {self._last_line()}")
            time.sleep(0.03)
        self.pid = pid

    def _spawn(self) -> subprocess.Popen:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.data,
                # Ctrl-C in the terminal must reach the supervisor only, which stops the engines last.
                process_group=0,
                preexec_fn=die_with_parent if self.temporary else None,
                **self.who.popen_arguments(),
            )

    def _last_line(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "its log is empty"

    def alive(self) -> bool:
        if self.process:
            return self.process.poll() is None
        return self.answering_pid() is not None

    def stop(self) -> None:
        """Ask it to stop, wait 20 seconds, then insist. Returns when the process is gone."""
        pid = self.process.pid if self.process else self.pid
        if not pid:
            return
        for sign in (self.stop_signal, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sign)
            if _wait(lambda: not self._running(pid), seconds=20):
                break
        self.process = self.pid = None

    def _running(self, pid: int) -> bool:
        if self.process:
            return self.process.poll() is None
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """Ended, but its parent has not asked how: in a container nobody may ever ask."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state == "Z"


class Postgres(Engine):
    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": end the connections, write everything, leave

    def answering_pid(self) -> int | None:
        try:
            with psycopg.connect(
                host=str(self.sockets), user=engine_paths.USER, dbname="postgres", connect_timeout=2
            ) as connection:
                where = connection.execute("SHOW data_directory").fetchone()[0]
        except psycopg.OperationalError:
            return None
        if Path(where).resolve() != self.data.resolve():
            raise EngineError(f"Another PostgreSQL answers in {self.sockets}: its data are in {where}.")
        return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])

    def prepare(self) -> None:
        binaries = postgres_bin(self.who)
        version = int(_output([str(binaries / "postgres"), "--version"]).split()[2].split(".")[0])
        marker = self.data / "PG_VERSION"
        if marker.exists() and (old := int(marker.read_text())) != version:
            aside = self.data.with_name(f"postgres-{old}")
            shutil.rmtree(aside, ignore_errors=True)
            self.data.rename(aside)
            print(f"The data were of PostgreSQL {old}, this is {version}: kept in {aside}, starting anew.")  # noqa: T201
        if not marker.exists():
            self._initialise(binaries, version)

    def _initialise(self, binaries: Path, version: int) -> None:
        unfinished = self.data.with_name("postgres.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self.who.own(unfinished)
        locale = ["--locale=C.UTF-8"]
        if version >= 17:  # upper('città') must be right whatever the machine's language is
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        command = [
            str(binaries / "initdb"), "-D", str(unfinished), "-U", engine_paths.USER,
            "-A", "trust", "-E", "UTF8", *locale, *(["--no-sync"] if self.temporary else []),
        ]  # fmt: skip
        done = subprocess.run(
            command, capture_output=True, text=True, cwd="/", check=False, **self.who.popen_arguments()
        )
        if done.returncode:
            raise EngineError(f"initdb failed: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
        unfinished.rename(self.data)

    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "shared_buffers": "64MB",
        }
        settings |= {"max_connections": "60", "timezone": "UTC", "log_timezone": "UTC"}
        if self.temporary:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return [str(postgres_bin(self.who) / "postgres"), "-D", str(self.data), *options]

    def start(self) -> None:
        super().start()
        with psycopg.connect(
            host=str(self.sockets), user=engine_paths.USER, dbname="postgres", autocommit=True
        ) as connection:
            known = "SELECT 1 FROM pg_database WHERE datname = %s"
            if not connection.execute(known, [engine_paths.DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {engine_paths.DATABASE}")


class Valkey(Engine):
    name = "valkey"

    @property
    def socket(self) -> Path:
        return self.sockets / "valkey.sock"

    def answering_pid(self) -> int | None:
        client = redis.Redis(
            unix_socket_path=str(self.socket),
            socket_timeout=2,
            decode_responses=True,
            retry=Retry(NoBackoff(), 0),
        )
        try:
            where, pid = client.config_get("dir")["dir"], int(client.info("server")["process_id"])
        except redis.RedisError:
            return None
        finally:
            client.close()
        if Path(where).resolve() != self.data.resolve():
            raise EngineError(f"Another Valkey answers on {self.socket}: its data are in {where}.")
        return pid

    def prepare(self) -> None:
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.who.own(self.data)

    def command(self) -> list[str]:
        keep = "no" if self.temporary else "yes"
        return [
            str(valkey_server(self.who)), "--port", "0", "--unixsocket", str(self.socket),
            "--unixsocketperm", "700", "--dir", str(self.data), "--appendonly", keep, "--save", "",
            "--maxmemory-policy", "noeviction", "--daemonize", "no",
        ]  # fmt: skip


def make(kind: type[Engine], var_dir: Path, *, temporary: bool = False) -> Engine:
    """An engine of this directory: sockets made, data placed where the engine's user can reach them."""
    who = identity()
    var_dir.mkdir(parents=True, exist_ok=True)
    sockets = engine_paths.socket_dir(var_dir)
    _private(sockets, who)
    home = var_dir if reachable(var_dir / "data", who) else Path("/var/tmp") / sockets.name  # noqa: S108
    if home != var_dir:
        _private(home, who)
    return kind(home=home, sockets=sockets, who=who, temporary=temporary)


def _private(directory: Path, who: Identity) -> None:
    """A directory only the engines' user may enter; refused when somebody else made it before us."""
    with contextlib.suppress(FileExistsError):
        directory.mkdir(mode=0o700)
        who.own(directory)
    if directory.is_symlink() or directory.stat().st_uid not in {who.uid, os.getuid()}:
        raise EngineError(f"{directory} belongs to somebody else: remove it.")


@contextlib.contextmanager
def lock(var_dir: Path) -> Iterator[None]:
    """Two starts at the same moment: the second waits up to 60 seconds for the first."""
    var_dir.mkdir(parents=True, exist_ok=True)
    with (var_dir / "engines.lock").open("w") as handle:

        def taken() -> bool:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        if not _wait(taken, seconds=60):
            raise EngineError("Another start of the engines has not finished: try again in a minute.")
        yield


def _wait(condition: Callable[[], bool], *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd="/").stdout
