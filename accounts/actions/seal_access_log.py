"""Seal the rows of the access log that can have no younger brother any more."""

import time

from django.db import connection, transaction

from accounts import seals
from accounts.models import AccessLog, AccessSeal

AT_ONCE = 1000  # rows of one seal
ONE_AT_A_TIME = 7_316_001  # of the advisory lock: two who seal make one chain
LOOKS_EVERY = 0.05  # seconds

# Who is writing the log now. A statement takes this lock before it draws an id from the sequence, and a transaction
# keeps it to its end.
_WRITERS = """
    SELECT virtualtransaction FROM pg_locks
    WHERE locktype = 'relation' AND relation = 'accounts_accesslog'::regclass AND mode = 'RowExclusiveLock'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND pid IS DISTINCT FROM pg_backend_pid()
"""


def seal_access_log(*, at, patience=5.0):
    """Seal what is settled, at most ``AT_ONCE`` rows to a seal and a transaction. Returns the seals made.

    A row may be committed after one with a higher id. Whoever holds such an id was writing the log when the highest
    id was read; when none of those transactions goes on, nothing can come in below it. (PostgreSQL waits in the same
    way when it makes an index beside those who write.) Who reads and who writes the log wait for nothing; with a
    transaction that is still writing after ``patience`` seconds the rows are left for the next time.
    """
    last = AccessLog.objects.order_by("-pk").values_list("pk", flat=True).first()
    if last is None or not _settled(patience):
        return []
    made = []
    while seal := _seal_up_to(last, at=at):
        made.append(seal)
    return made


def _settled(patience):
    until, waited_for = time.monotonic() + patience, _writers()
    while waited_for and time.monotonic() < until:
        time.sleep(LOOKS_EVERY)
        waited_for &= _writers()
    return not waited_for


def _writers():
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return {one for (one,) in cursor.fetchall()}


@transaction.atomic
def _seal_up_to(last, *, at):
    """The next seal, or None when everything up to the id ``last`` is sealed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        before = AccessSeal.objects.order_by("-number").only("number", "last_id", "digest").first()
        cursor.execute(seals.ROWS, [before.last_id if before else 0, last, AT_ONCE])
        rows = cursor.fetchall()
    if not rows:
        return None
    number, ids = before.number + 1 if before else 1, [pk for pk, _leaf in rows]
    leaves = b"".join(bytes(leaf) for _pk, leaf in rows)
    digest = seals.digest_of(
        before=before.digest if before else seals.NOTHING_BEFORE, number=number, ids=ids, leaves=leaves
    )
    return AccessSeal.objects.create(
        number=number, last_id=ids[-1], ids=ids, leaves=leaves, digest=digest, created_at=at
    )
