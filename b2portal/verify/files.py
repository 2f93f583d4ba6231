"""Stored bytes and what the files for the bank say."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from accounts.refusal import Refused
from applications.bulk_tasks import CASE_EXPORT
from papers import store
from papers.models import StoredFile
from vouchers import bank_files as sent
from vouchers.bank import transfers
from vouchers.models import PaymentRun, RunFile

YOUNG = timedelta(hours=1)  # a file may wait so long for the row of its transaction


def stored(*, at):
    """Files whose bytes are gone or are others. Exports are forgotten on purpose."""
    for row in StoredFile.objects.exclude(kind=CASE_EXPORT).order_by("pk").iterator():
        try:
            store.read(row)
        except Refused:
            there = store.path_of(row.pk).exists()
            yield f"file {row.pk} ({row.kind}): {'its bytes are others' if there else 'its bytes are gone'}"


def orphans(*, at):
    for path in store.orphans(older_than=at - YOUNG):
        yield f"file {Path(path).name}: on the disk, without a row"


def bank_files(*, at):
    """Count and sum computed again from the bytes; those of a run together are its list."""
    runs = PaymentRun.objects.filter(files__kind=RunFile.Kind.BANK).distinct()
    for run in runs.select_related("plan_office"):
        name, whole, ids = f"{run.plan_office.code} {run.number}", Decimal(0), []
        for row in run.files.filter(kind=RunFile.Kind.BANK).select_related("stored"):
            try:
                said = transfers.totals(store.read(row.stored))
            except (Refused, transfers.Unfit):
                yield f"run {name}: file {row.message_id} cannot be read or does not add up"
                continue
            if (said.count, said.amount) != (row.transfers, row.total):
                yield f"run {name}: file {row.message_id} says another count or sum than its row"
            whole += said.amount
            ids += said.ids
        sums = [payout.amount for payout in sent.leaving(run)]  # not what a Comune pays by itself
        if whole != sum(sums) or len(set(ids)) != len(sums) or len(ids) != len(sums):
            yield f"run {name}: its files for the bank are not its list"
