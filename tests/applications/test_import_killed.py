"""A worker killed in the middle of an import: a real process, a real SIGKILL, and nothing in the database."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from applications.actions.start_import import start_import
from applications.actions.upload_import import upload_import
from applications.handlers import import_cases
from applications.models import Application, ImportBatch, ImportedRow, Person
from jobs.models import JobItem
from papers.tables import Table
from tests.applications.factories import PEOPLE, world

pytestmark = pytest.mark.django_db(transaction=True)

# the worker: after the first case it says so and waits to be killed
WORKER = """
import sys, time, django
django.setup()
from django.conf import settings
from django.db import connections, transaction
settings.DATABASES["default"]["NAME"] = connections["default"].settings_dict["NAME"] = sys.argv[1]
from applications import handlers
from jobs.models import JobItem
real, made = handlers.create, []
def create(**kwargs):
    made.append(real(**kwargs))
    if len(made) == 2:
        print("two", flush=True)
        time.sleep(60)
    return made[-1]
handlers.create = create
with transaction.atomic():  # as the queue does
    handlers.import_cases(JobItem.objects.get(pk=sys.argv[2]))
"""


def test_killed_between_two_rows_it_leaves_nothing_and_is_done_again(tmp_path):
    w, now = world(), timezone.now()
    rows = [
        [number, ["Borgolungo", *PEOPLE[who][:3]], []]
        for number, who in enumerate(("adele", "renato", "carla"), 2)
    ]
    table = Table(headers=["Comune", "Codice fiscale", "Cognome", "Nome"], rows=rows)
    batch = upload_import(call=w.call, table=table, file_name="elenco.csv", by=w.officer, at=now)
    start_import(batch=batch, by=w.officer, at=now, mapping=batch.mapping)
    _work(JobItem.objects.latest("pk"))
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.CHECKED, batch.report
    start_import(batch=batch, by=w.officer, at=now)
    item = JobItem.objects.latest("pk")

    command = [sys.executable, "-c", WORKER, connection.settings_dict["NAME"], str(item.pk)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "b2portal.settings"}
    with (tmp_path / "worker.log").open("w") as log:
        worker = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, env=environment, cwd=settings.BASE_DIR, text=True
        )
        try:
            assert worker.stdout.readline() == "two\n", (tmp_path / "worker.log").read_text()
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait(timeout=20)
    assert worker.returncode == -signal.SIGKILL
    _nothing_of(worker)
    assert [one.objects.count() for one in (Application, Person, ImportedRow)] == [0, 0, 0]
    batch.refresh_from_db()
    assert (batch.state, len(batch.rows)) == (ImportBatch.State.APPLYING, 3)

    _work(item)  # what the queue does when nobody has confirmed the work
    assert Application.objects.count() == 3
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.APPLIED


def _work(item):
    with transaction.atomic():
        import_cases(item)


def _nothing_of(worker):
    """Wait until the server has noticed that its client is gone."""
    for _try in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
                " AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)
    raise AssertionError(f"the connection of {worker.pid} is still open")
