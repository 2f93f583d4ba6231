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
        name = f"{run.plan_office.code} {run.number}"
        read = {}  # by the Comune that pays, None for the Plan Office: (euro, ids)
        for row in run.files.filter(kind=RunFile.Kind.BANK).select_related("stored", "place"):
            try:
                said = transfers.totals(store.read(row.stored))
            except (Refused, transfers.Unfit):
                yield f"run {name}: file {row.message_id} cannot be read or does not add up"
                continue
            if (said.count, said.amount) != (row.transfers, row.total):
                yield f"run {name}: file {row.message_id} says another count or sum than its row"
            whole, ids = read.get(row.place, (Decimal(0), ()))
            read[row.place] = (whole + said.amount, ids + said.ids)
        for comune, (whole, ids) in read.items():
            sums = dict(sent.leaving(run, comune).values_list("end_to_end_id", "amount"))
            if whole != sum(sums.values()) or sorted(ids) != sorted(sums):
                whose = f" of {comune.code}" if comune else ""
                yield f"run {name}: its files for the bank{whose} are not its list"
