"""Faults planted on purpose, to see that the tests of this folder would notice them. Loaded by the processes of a House
and switched on by the environment variable PLANT; without it only the papers are made quick.

Each one is a mistake somebody could make: counting before another's signature can be seen, saying that a paper is made
before it is, committing in the middle of a booking.
"""

import os
import time

from django.db import connection, transaction

from jobs import work
from papers import pdf
from vouchers import books
from vouchers.actions import _opening as opening
from vouchers.actions import approve_run, open_run
from vouchers.models import PaymentRun

PAPER_SECONDS = 0.05
RACE_SECONDS = 0.5


def quick_papers():
    """A paper takes its time and is some bytes: what is killed here is the work around it."""

    def render(**_anything):
        time.sleep(PAPER_SECONDS)
        return b"%PDF-1.7\n%%EOF\n"

    pdf.render = render


def few_at_once():
    """No mistake: every list is a long one, prepared by the workers one person to a transaction, and takes its time."""
    opening.AT_ONCE, whole = 1, opening.add

    def add(run_id, people):
        whole(run_id, people)
        time.sleep(PAPER_SECONDS)

    opening.add = add


def said_before_done():
    """An item is marked done, then it is done."""

    def attempt(job, handler, pks):
        with transaction.atomic():
            items = work._lock(job, pks)
            work._mark_done(job, items)
        time.sleep(RACE_SECONDS)
        for item in items:
            with transaction.atomic():
                handler.work(item)

    work._attempt = attempt


def committed_in_the_middle():
    """The ledger is committed, the list that it books is not yet."""
    whole = books._write

    def write(by_case):
        whole(by_case)
        connection.connection.commit()
        time.sleep(RACE_SECONDS)

    books._write = write


def unlocked():
    """The run is read without its lock: two people who sign at once do not see each other."""

    def lock_row(*, run, verb, by, at, expected_version=None):
        return PaymentRun.objects.with_people().get(pk=run.pk)

    def slow(row):
        seen = [one for one in row.approvals.all() if one.voided_at is None]
        time.sleep(RACE_SECONDS)
        return seen

    approve_run.lock_row, approve_run.valid_approvals = lock_row, slow


def not_looked():
    """Nobody asks whether the month is open already; the constraint is dropped by the test."""
    open_run.why_not_open = lambda *_anything, **_more: None


quick_papers()
for name in os.environ.get("PLANT", "").split():
    globals()[name]()
