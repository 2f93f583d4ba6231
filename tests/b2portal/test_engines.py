"""The launcher with real servers: starts, adopts, recovers, stops, and never touches what is not its own."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
import redis

from b2portal import engine_binaries, engine_paths, engines

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home():
    directory = Path(tempfile.mkdtemp(prefix="b2-engines-"))
    directory.chmod(0o755)
    yield directory
    made = [engines.make(kind, directory, temporary=True) for kind in (engines.Postgres, engines.Valkey)]
    for engine in made:
        if engine.answering_pid():
            engine.start()
            engine.stop()
    for engine in made:
        shutil.rmtree(engine.sockets, ignore_errors=True)
        shutil.rmtree(engine.home, ignore_errors=True)
    shutil.rmtree(directory, ignore_errors=True)


def sql(home: Path, statement: str):
    with psycopg.connect(engine_paths.database_url(home), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else None


def gone(pid: int) -> bool:
    """Ended, or a zombie whose parent was killed and is not ours to reap."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_postgres_starts_knows_accents_and_stops(home):
    server = engines.make(engines.Postgres, home, temporary=True)
    server.start()
    assert sql(home, "SELECT upper('perché città')") == [("PERCHÉ CITTÀ",)]
    pid = server.pid
    server.stop()
    assert gone(pid)
    assert server.answering_pid() is None


def test_the_extensions_the_product_uses_are_there(home):
    engines.make(engines.Postgres, home, temporary=True).start()
    for name in ("btree_gist", "pg_trgm", "unaccent"):
        sql(home, f"CREATE EXTENSION {name}")


def test_sockets_are_closed_to_others(home):
    for kind in (engines.Postgres, engines.Valkey):
        engine = engines.make(kind, home, temporary=True)
        engine.start()
        assert stat.S_IMODE(engine.sockets.stat().st_mode) == 0o700
        assert stat.S_IMODE(engine.data.stat().st_mode) == 0o700


def test_a_start_adopts_the_server_left_by_a_killed_owner_and_can_stop_it(home):
    script = (
        "import os, sys; from pathlib import Path; from b2portal import engines;"
        "e = engines.make(engines.Postgres, Path(sys.argv[1])); e.start();"
        "v = engines.make(engines.Valkey, Path(sys.argv[1])); v.start();"
        "print(e.pid, v.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    owner = subprocess.run(
        [sys.executable, "-c", script, str(home)], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    assert owner.returncode == -signal.SIGKILL
    pids = [int(text) for text in owner.stdout.split()]
    for kind, pid in zip((engines.Postgres, engines.Valkey), pids, strict=True):
        assert not gone(pid)
        engine = engines.make(kind, home, temporary=True)
        engine.start()
        assert engine.adopted
        assert engine.pid == pid
        engine.stop()
        assert gone(pid)


def test_rows_survive_a_killed_postgres(home):
    server = engines.make(engines.Postgres, home)
    server.start()
    sql(home, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
    os.kill(server.pid, signal.SIGKILL)
    server.process.wait()
    assert not server.alive()
    server.start()
    assert sql(home, "SELECT count(*) FROM kept") == [(1000,)]


def test_messages_survive_a_killed_valkey(home):
    server = engines.make(engines.Valkey, home)
    server.start()
    client = redis.Redis(unix_socket_path=str(server.socket))
    client.rpush("celery", "message")
    time.sleep(1.2)  # the append-only file is synced every second
    os.kill(server.pid, signal.SIGKILL)
    server.process.wait()
    server.start()
    assert client.lrange("celery", 0, -1) == [b"message"]
    assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_two_simultaneous_starts_make_one_server(home):
    def start(_):
        with engines.lock(home):
            server = engines.make(engines.Postgres, home, temporary=True)
            server.start()
            return server.pid

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(start, range(2))
    assert first == second


def test_data_of_another_major_version_are_kept_aside(home, capsys):
    server = engines.make(engines.Postgres, home, temporary=True)
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("15\n")
    server.start()
    assert (server.home / "postgres-15" / "PG_VERSION").exists()
    assert "PostgreSQL 15" in capsys.readouterr().out


def test_a_half_made_cluster_is_made_again(home):
    server = engines.make(engines.Postgres, home, temporary=True)
    server.data.mkdir()
    (server.data / "half").touch()
    server.start()
    assert sql(home, "SELECT 1") == [(1,)]


def test_a_server_that_cannot_start_says_its_last_line(home):
    server = engines.make(engines.Postgres, home, temporary=True)
    server.start()
    server.stop()
    (server.data / "postgresql.auto.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(engine_binaries.EngineError, match=r"postgres did not start: .*configuration file"):
        server.start()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make a directory of somebody else")
def test_sockets_directory_of_somebody_else_is_refused(home):
    where = engine_paths.socket_dir(home)
    where.mkdir()
    os.chown(where, 12345, 12345)
    with pytest.raises(engine_binaries.EngineError, match="belongs to somebody else"):
        engines.make(engines.Postgres, home)
    where.rmdir()


@pytest.mark.skipif(os.getuid() != 0, reason="an ordinary user runs the engines as itself")
def test_as_root_below_a_closed_home_nobody_still_gets_its_own_directory(home):
    home.chmod(0o700)
    server = engines.make(engines.Postgres, home, temporary=True)
    server.start()
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert Path(f"/proc/{server.pid}").stat().st_uid == engine_binaries.identity().uid
    server.stop()


def test_without_any_engine_the_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(engine_binaries, "find_spec", lambda name: None)
    monkeypatch.setattr(engine_binaries.shutil, "which", lambda name: None)
    monkeypatch.setattr(Path, "glob", lambda self, pattern: iter(()))
    who = engine_binaries.identity()
    with pytest.raises(engine_binaries.EngineError, match="apt install postgresql"):
        engine_binaries.postgres_bin(who)
    with pytest.raises(engine_binaries.EngineError, match="apt install redis-server"):
        engine_binaries.valkey_server(who)


@pytest.mark.skipif(
    not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")), reason="no PostgreSQL installed"
)
def test_a_postgresql_of_the_machine_takes_the_place_of_the_wheel(home, monkeypatch):
    monkeypatch.setattr(engine_binaries, "find_spec", lambda name: None)
    server = engines.make(engines.Postgres, home, temporary=True)
    server.start()
    assert server.command()[0].startswith("/usr/lib/postgresql/")
    assert sql(home, "SELECT upper('città')") == [("CITTÀ",)]
