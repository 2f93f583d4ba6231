"""The whole product on this machine: engines, data, web server, worker, calendar. Ctrl-C stops everything."""

import os
import signal
import time

from django.conf import settings
from django.core.management import get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from b2portal import engines, processes
from b2portal.engine_binaries import EngineError
from b2portal.supervisor import STOP_SECONDS, Stop, Supervisor, port_is_free, wait_until_ready


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--size", type=int, default=240, help="how many cases to invent")
        parser.add_argument("--seed", type=int, default=3, help="same seed, same data")
        parser.add_argument("--stop", action="store_true", help="stop the demo that runs from this directory")

    def handle(self, *, port: int, size: int, seed: int, stop: bool, **options):
        supervisor = Supervisor(var_dir=settings.VAR_DIR, say=self.say)
        running = supervisor.acquire()
        if stop:
            return self.stop_other(supervisor, running)
        if running is not None:
            return self.already(running, port)
        if not port_is_free(port, seconds=5):
            raise CommandError(f"Port {port} is taken by another program: make demo PORT={port + 1}")
        supervisor.catch_signals()
        try:
            self.run(supervisor, port=port, size=size, seed=seed)
        except Stop:
            self.say("stopping")
        except EngineError as error:
            raise CommandError(str(error)) from None
        finally:
            supervisor.stop()
        self.say("stopped")

    def say(self, text: str) -> None:
        self.stdout.write(f"b2: {text}")
        self.stdout.flush()

    def already(self, running: dict, port: int) -> None:
        if not running:
            raise CommandError("The demo is being started by another command: wait for its address.")
        text = f"already running: {running['address']} (process {running['pid']}); stop it with Ctrl-C there"
        if running["port"] != port:
            raise CommandError(f"{text}, then start it with PORT={port}.")
        self.say(text)

    def stop_other(self, supervisor: Supervisor, running: dict | None) -> None:
        if running:
            os.kill(running["pid"], signal.SIGTERM)
            deadline = time.monotonic() + STOP_SECONDS + 10
            while supervisor.acquire() is not None:
                if time.monotonic() > deadline:
                    raise CommandError(f"Process {running['pid']} does not stop.")
                time.sleep(0.1)
        for kind in self.engine_kinds():  # left behind by a supervisor that was killed
            engine = engines.make(kind, settings.VAR_DIR)
            if engine.answering_pid():
                engine.start()
                engine.stop()
        self.say("nothing is running here")

    def engine_kinds(self) -> list[type[engines.Engine]]:
        kinds = [engines.Postgres] if settings.EMBEDDED else []
        return [*kinds, engines.Valkey] if settings.EMBEDDED_VALKEY else kinds

    def run(self, supervisor: Supervisor, *, port: int, size: int, seed: int) -> None:
        address = f"http://localhost:{port}"
        patient = os.environ | {"DEMO": "1", "PYTHONUNBUFFERED": "1", "STATEMENT_TIMEOUT_MS": "300000"}
        supervisor.announce(port=port, address=address)
        supervisor.start_engines(self.engine_kinds())
        supervisor.run_once(processes.CATALOGUES, patient)
        supervisor.run_once(processes.MIGRATE, patient)
        self.load(supervisor, patient, size=size, seed=seed)
        supervisor.run_once(processes.COLLECT_STATIC, patient)
        supervisor.start_children({"web": processes.web(f"127.0.0.1:{port}")}, os.environ | {"DEMO": "1"})
        schedule = str(settings.VAR_DIR / "celerybeat-schedule")
        supervisor.start_children({"worker": processes.worker(), "beat": processes.beat(schedule)}, patient)
        wait_until_ready(address, supervisor.children[0], seconds=60)
        if "demo_users" in get_commands():
            supervisor.run_once(["demo_users"], patient)
        self.say(f"ready at {address} (Ctrl-C stops everything; logs in {supervisor.logs})")
        supervisor.watch()

    def load(self, supervisor: Supervisor, env: dict, *, size: int, seed: int) -> None:
        """Demo data once. What was loaded is written on the database itself, so an interrupted load shows."""
        if "load_demo" not in get_commands():
            return
        wanted = f"demo seed={seed} size={size}"
        loaded = self.database_comment()
        if loaded == wanted:
            return
        if loaded:
            self.say(f"keeping the data that are there ({loaded}); `make clean` first for other ones")
            return
        self.say(f"inventing {size} cases")
        supervisor.run_once(["load_demo", f"--seed={seed}", f"--size={size}"], env)
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(connection.settings_dict["NAME"])
            cursor.execute(f"COMMENT ON DATABASE {name} IS %s", [wanted])
        connection.close()

    def database_comment(self) -> str | None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                " WHERE datname = current_database()"
            )
            comment = cursor.fetchone()[0]
        connection.close()
        return comment
