"""`manage.py verify`: green on a whole month, and each planted damage is named by its row and by nothing personal."""

import os
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from jobs.models import Job
from jobs.tasks import run as work
from papers import store
from tests.applications.factories import world
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, awarded, make_run
from vouchers.models import RunFile

pytestmark = pytest.mark.django_db


def verify(*codes):
    """(exit code, output)."""
    out = StringIO()
    try:
        call_command("verify", *codes, stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue()
    return 0, out.getvalue()


def damage(statement, *parameters):
    """Write what no trigger and no foreign key would let through."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, parameters)
        assert cursor.rowcount, "nothing was damaged"
        cursor.execute("SET LOCAL session_replication_role = origin")


def drop(constraint):
    with connection.cursor() as cursor:
        cursor.execute("SELECT conrelid::regclass FROM pg_constraint WHERE conname = %s", [constraint])
        found = cursor.fetchone()
        cursor.execute(
            f"ALTER TABLE {found[0]} DROP CONSTRAINT {constraint}" if found else f"DROP INDEX {constraint}"
        )


@pytest.fixture
def months(db):
    """November paid, December locked, two people."""
    w = world()
    adele = awarded(w)
    awarded(w, "carla")
    november = make_run(w, state="paid")
    december = make_run(w, state="locked", month=DECEMBER, at=DECEMBER_NOW)
    for job in Job.objects.unfinished():  # the letters of the awards
        work(job.pk)
    return adele, november, december


DAMAGES = {
    "month twice": (
        "I1",
        "INSERT INTO vouchers_payment (run_id, application_id, person_id, component_id, code, month, amount,"
        " booked_before, revision, state, cause, cause_note, payee_name, iban, removed_reason)"
        " SELECT run_id, application_id, person_id, component_id, code, month, amount, booked_before, revision + 1,"
        " state, cause, cause_note, payee_name, iban, removed_reason FROM vouchers_payment WHERE run_id = {december}",
        ["paid_once_per_component_and_month", "one_line_per_run_component_month"],
    ),
    "run twice": (
        "I1",
        "UPDATE vouchers_paymentrun SET month = '2026-12-01' WHERE id = {november}",
        ["one_run_per_month_and_sequence"],
    ),
    "list of a month skipped": (
        "I1",
        "UPDATE vouchers_paymentrun SET sequence = 3 WHERE id = {december}",
        [],
    ),
    "nothing prepares it": (
        "I9",
        "UPDATE vouchers_paymentrun SET state = 'opening' WHERE id = {december}",
        ["run_locked_has_who_and_hash"],
    ),
    "booked twice": (
        "I1",
        "INSERT INTO vouchers_booking (kind, plan_office_id, run_id, note, booked_at, booked_by_id)"
        " SELECT kind, plan_office_id, run_id, note, booked_at, booked_by_id FROM vouchers_booking"
        " WHERE kind = 'issue'",
        ["run_booked_once"],
    ),
    "balance": ("I1", "UPDATE vouchers_ledgerentry SET balance_before = 5 WHERE account = 'expense'", []),
    "one side": ("I2", "DELETE FROM vouchers_ledgerentry WHERE account = 'payable' AND kind = 'issue'", []),
    "line changed": ("I2", "UPDATE vouchers_payment SET amount = amount + 1 WHERE run_id = {november}", []),
    "line gone": (
        "I2",
        "DELETE FROM vouchers_payment WHERE run_id = {november} AND application_id = {adele}",
        [],
    ),
    "line not issued": ("I2", "UPDATE vouchers_payment SET state = 'due' WHERE run_id = {november}", []),
    "payout": (
        "I2",
        "UPDATE vouchers_payout SET gross = gross + 1, amount = amount + 1 WHERE run_id = {december}",
        [],
    ),
    "paid without leaving": (
        "I2",
        "UPDATE vouchers_payout SET state = 'booked' WHERE run_id = {november} AND application_id = {adele}",
        [],
    ),
    "one signature": (
        "I3",
        "DELETE FROM vouchers_runapproval"
        " WHERE approved_by_id = (SELECT max(approved_by_id) FROM vouchers_runapproval)",
        [],
    ),
    "own signature": (
        "I3",
        "UPDATE vouchers_paymentrun SET locked_by_id = (SELECT max(approved_by_id) FROM vouchers_runapproval)"
        " WHERE id = {november}",
        [],
    ),
    "locked line moved": ("I3", "UPDATE vouchers_payout SET iban = 'IT00' WHERE run_id = {december}", []),
    "two Ambiti": (
        "I7",
        "UPDATE applications_application SET municipality_id = plan_office_id WHERE id = {adele}",
        [],
    ),
    "message": (
        "I8",
        'UPDATE jobs_jobitem SET args = \'{{"who": "BRMDLA48L52X104B"}}\' WHERE position = 1',
        [],
    ),
    "dead worker": (
        "I9",
        "UPDATE jobs_job SET state = 'running', finished_at = NULL, lease_until = now() - interval '1 hour'",
        [],
    ),
    "count": ("I9", "UPDATE jobs_job SET done_count = done_count - 1", []),
    "paper not there": ("I9", "DELETE FROM vouchers_runfile WHERE application_id = {adele}", []),
    "no work": ("I9", "UPDATE vouchers_paymentrun SET job_id = NULL WHERE id = {november}", []),
}


@contextmanager
def undone():
    """What is damaged inside is whole again afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # PostgreSQL alters no table with checks put off
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def test_a_whole_month_is_as_it_must_be_and_each_damage_is_named_and_nobody_in_it(months):
    adele, november, december = months
    assert verify() == (0, "27 invariants looked at: 0 damaged rows.\n")
    for name, (code, statement, dropped) in DAMAGES.items():
        with undone():
            for constraint in dropped:
                drop(constraint)
            damage(statement.format(adele=adele.pk, november=november.pk, december=december.pk))
            status, said = verify(code)
        assert status == 1, name
        headings = {line.split()[0] for line in said.splitlines() if line.startswith("I")}
        assert code in headings, (name, said)
        for secret in ("Brambati", "Adele", adele.person.tax_code, adele.iban):
            assert secret not in said, name
    assert verify()[0] == 0


def test_protections_switched_off_and_bytes_that_changed_are_named(months):
    _adele, november, _december = months
    with pytest.raises(CommandError, match="No invariant is called I99"):
        verify("I4", "I99")
    with undone(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_locked_lines_stand_still%'"
        )
        name = cursor.fetchone()[0]
        cursor.execute("SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = %s", [name])
        cursor.execute(f"ALTER TABLE {cursor.fetchone()[0]} DISABLE TRIGGER {name}")
        drop("one_payout_per_run_and_case")
        said = verify()[1]
        assert "locked_lines_stand_still: switched off" in said
        assert "vouchers_payout.one_payout_per_run_and_case: missing" in said

    kinds = RunFile.Kind
    listed, notice, bank = (november.files.get(kind=kind) for kind in (kinds.LIST, kinds.NOTICE, kinds.BANK))
    for one in (listed, bank):
        store.path_of(one.stored_id).write_bytes(b"other")
    store.path_of(notice.stored_id).unlink()
    stray = store.path_of(listed.stored_id).with_name("stray")
    stray.write_bytes(b"x")
    old = (timezone.now() - timedelta(hours=2)).timestamp()
    os.utime(stray, (old, old))
    status, said = verify()
    assert status == 1
    lines = [line.strip() for line in said.splitlines()]
    for start, end in (
        (f"file {listed.stored_id} ", "its bytes are others"),
        (f"file {notice.stored_id} ", "its bytes are gone"),
        ("file stray", "without a row"),
        ("run valserena 2026-11", f"file {bank.message_id} cannot be read or does not add up"),
    ):
        assert any(line.startswith(start) and line.endswith(end) for line in lines), (start, end, said)
