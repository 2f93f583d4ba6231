"""The access log against its seals, and files about many people against the log."""

from datetime import timedelta

from django.db import connection

from accounts import seals
from accounts.models import AccessSeal
from applications.bulk_tasks import CASE_EXPORT
from b2portal.verify.query import rows

SEALED_WITHIN = timedelta(days=1)  # the calendar does it every five minutes
WHOLE = 2**63 - 1


def sealed(*, at):
    """The chain first, then each sealed row: changed, gone, or come in later."""
    before, number, last = seals.NOTHING_BEFORE, 0, 0
    for seal in AccessSeal.objects.order_by("number").iterator(chunk_size=20):
        if seal.number != number + 1:
            yield f"seal {number + 1} of the access log: it is gone"
        leaves = bytes(seal.leaves)
        made = seals.digest_of(before=before, number=seal.number, ids=seal.ids, leaves=leaves)
        if made != seal.digest or seal.last_id != seal.ids[-1]:
            yield f"seal {seal.number} of the access log: it is not what was sealed"
        kept = {pk: leaves[32 * place : 32 * place + 32] for place, pk in enumerate(seal.ids)}
        there = _leaves(last, seal.last_id)
        for pk in sorted(kept.keys() | there.keys()):
            if pk not in there:
                yield f"row {pk} of the access log: it is gone"
            elif pk not in kept:
                yield f"row {pk} of the access log: it was not there when its neighbours were sealed"
            elif there[pk] != kept[pk]:
                yield f"row {pk} of the access log: it was changed"
        before, number, last = seal.digest, seal.number, seal.last_id
    found = rows(
        "SELECT count(*), min(id) FROM accounts_accesslog WHERE id > %s AND at < %s",
        [last, at - SEALED_WITHIN],
    )
    for count, first in found:
        if count:
            yield f"row {first} of the access log: not sealed after a day, nor {count - 1} others"


def _leaves(after, last):
    """{id: SHA-256} of the rows of one seal as they are now."""
    with connection.cursor() as cursor:
        cursor.execute(seals.ROWS, [after, last, WHOLE])
        return {pk: bytes(leaf) for pk, leaf in cursor.fetchall()}


def taken(*, at):
    """A list of cases that was made as a file is in the log once, by its hash."""
    found = rows(
        """
        SELECT file.id, (
            SELECT count(*) FROM accounts_accesslog log
            WHERE log.user_id = file.created_by_id AND log.at = file.created_at AND log.subject_id IS NULL
                AND log.what LIKE '%%sha256 ' || file.sha256
        ) FROM papers_storedfile file WHERE file.kind = %s ORDER BY file.created_at
        """,
        [CASE_EXPORT],
    )
    for pk, times in found:
        if times != 1:
            yield f"file {pk}: a list of cases, {times} times in the access log, not once"
