"""A process beside the servers of a House that sets the scene and looks at what is left: one JSON line in, one out."""

import io
import json
import sys
from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.actions.enrol import enrol  # noqa: E402
from jobs import tasks  # noqa: E402
from jobs.models import Job  # noqa: E402
from tests.accounts.factories import SECRET, signed_in  # noqa: E402
from tests.applications.factories import make_user, world  # noqa: E402
from tests.faults import plant  # noqa: E402, F401
from tests.vouchers import factories  # noqa: E402
from tests.vouchers.answers_of_banks import camt, left  # noqa: E402
from vouchers.actions.send_run import send_run  # noqa: E402
from vouchers.models import BankAnswer, LedgerEntry, PaymentRun, Payout, RunFile  # noqa: E402

MONTH = factories.NOVEMBER
# emptied before every round: the money, its papers, the work
TABLES = (
    "vouchers_answerrow, vouchers_bankanswer,"
    " vouchers_ledgerentry, vouchers_booking, vouchers_runapproval, vouchers_runcheck, vouchers_runfile,"
    " vouchers_payout, vouchers_payment, vouchers_paymentrun, jobs_jobitem, jobs_job"
)
_world = {}


def arrange():
    """One Ambito with four people being paid; the sessions of who prepares and of who signs."""
    w = world()
    for who, (evidence, _amount) in factories.WORKED.items():
        factories.awarded(w, who, **evidence)
    factories.pays_from(w)
    second = make_user("seconda@valserena.example", w.plan_office, "administrative_officer", "Dora", "Ferri")
    _world["w"] = w
    people = {"officer": w.officer, "second": second, "manager": w.manager, "director": w.director}
    sessions = {}
    for name, user in people.items():
        enrol(user=user, totp_secret=SECRET)
        sessions[name] = signed_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
    clear()
    return {"sessions": sessions, "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME]}


def clear():
    """No run, no work: a new round. Returns True."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {TABLES} CASCADE")
        cursor.execute("SET session_replication_role = origin")
    return True


def run_at(state):
    """A run of the month taken to ``state`` through the real actions; its fingerprint."""
    w = _world["w"]
    run = factories.make_run(w, state=state, at=timezone.now())
    return {"hash": run.lines_hash, "version": run.version}


def send():
    """The issued run is given to the bank."""
    return send_run(run=PaymentRun.objects.get(), by=_world["w"].officer, at=timezone.now()).state


def bank_says():
    """The file in which the bank says that every payment of the run left."""
    keys = Payout.objects.order_by("pk").values_list("end_to_end_id", "amount")
    return camt("053", [left(key, amount) for key, amount in keys]).decode()


def sql(statement):
    """Run a statement past every trigger; the rows of a SELECT."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        found = cursor.fetchall() if cursor.description else []
        cursor.execute("SET session_replication_role = origin")
    return [[str(cell) for cell in row] for row in found]


def sweep(late=True):
    """The sweeper comes by; with ``late`` so long after that leases and bells are over."""
    if late:
        past = timezone.now() - timedelta(minutes=5)
        Job.objects.filter(state=Job.State.RUNNING).update(lease_until=past)
        Job.objects.filter(state=Job.State.QUEUED).update(woken_at=past)
    tasks.sweep()
    return True


def state():
    """What is there now."""
    run = PaymentRun.objects.first()
    job = Job.objects.filter(kind="run_papers").first()
    return {
        "runs": PaymentRun.objects.count(),
        "run": run and run.state,
        "job": job and job.state,
        "done": job.done_count if job else 0,
        "total": job.total if job else 0,
        "failed": job.failed_count if job else 0,
        "letters": RunFile.objects.filter(kind="letter").count(),
        "payouts": Payout.objects.count(),
        "issued": LedgerEntry.objects.filter(kind="issue", account="expense").count(),
        "answers": BankAnswer.objects.count(),
        "paid": Payout.objects.filter(state=Payout.State.PAID).count(),
        "left": LedgerEntry.objects.filter(kind="payment", account="bank").count(),
        "signatures": run.approvals.filter(voided_at=None).count() if run else 0,
    }


def verify():
    """What `manage.py verify` says, and its exit code."""
    out, code = io.StringIO(), 0
    try:
        call_command("verify", stdout=out)
    except SystemExit as stop:
        code = stop.code
    return {"code": code, "said": out.getvalue()}


COMMANDS = {one.__name__: one for one in (arrange, bank_says, clear, run_at, send, sql, sweep, state, verify)}


def main():
    for line in sys.stdin:
        asked = json.loads(line)
        connection.close()  # the server may have gone and come back
        try:
            answer = {"answer": COMMANDS[asked["do"]](**asked["with"])}
        except Exception as error:  # said to the test, which decides
            answer = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
