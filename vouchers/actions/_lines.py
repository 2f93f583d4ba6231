"""The lines of a run that is not locked yet, kept equal to what is due today."""

import hashlib
import json

from vouchers import ledger
from vouchers.models import Payment


def differences(run):
    """(lines to add, payments to take away) so that the run carries what is due today. A changed amount or
    cause is one of each. Lines removed by hand stay as they are."""
    wanted = {line.key: line for line in ledger.lines(run)}
    stale = []
    for row in run.payments.filter(state=Payment.State.DUE):
        line = wanted.get((row.component_id, row.month))
        if line and (line.amount, line.cause, line.cause_note) == (row.amount, row.cause, row.cause_note):
            del wanted[line.key]
        else:
            stale.append(row.pk)
    return list(wanted.values()), stale


def sync(run):
    """Write the differences; returns how many lines came or went. The caller holds the lock of the run's
    row."""
    missing, stale = differences(run)
    run.payments.filter(pk__in=stale).delete()
    Payment.objects.bulk_create(
        Payment(
            run=run,
            application=line.component.award.application,
            person=line.component.award.application.person,
            component=line.component,
            code=line.component.code,
            month=line.month,
            amount=line.amount,
            cause=line.cause,
            cause_note=line.cause_note,
        )
        for line in missing
    )
    return len(missing) + len(stale)


def lines_hash(run):
    """SHA-256 of the canonical JSON of the lines to pay: case, component, month, amount, payee, account."""
    rows = run.payments.filter(state=Payment.State.DUE).order_by("application_id", "code", "month")
    content = [
        [
            row.application_id,
            row.person_id,
            row.code,
            f"{row.month:%Y-%m}",
            f"{row.amount:f}",
            row.payee_name,
            row.iban,
        ]
        for row in rows
    ]
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{run.number}\n{run.value_date}\n{text}".encode()).hexdigest()
