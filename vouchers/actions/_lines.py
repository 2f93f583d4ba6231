"""The lines and payouts of a run that is not locked yet, kept equal to what is due today."""

import hashlib
import json
from collections import defaultdict

from django.db.models import Sum

from vouchers import ledger, recovery
from vouchers.knowledge import NOTHING
from vouchers.models import Payment, Payout


def differences(run, people=None):
    """(lines to add, payments to take away, what is known) so that the run carries what is due today. A changed
    amount or cause is one of each. Lines removed by hand stay as they are."""
    lines, known = ledger.lines(run, people)
    wanted = {line.key: line for line in lines}
    stale = []
    for row in _those_of(people, run.payments.filter(state=Payment.State.DUE)):
        line = wanted.get((row.component_id, row.month))
        if line and line.content == (row.amount, row.booked_before, row.cause, row.cause_note):
            del wanted[line.key]
        else:
            stale.append(row.pk)
    return list(wanted.values()), stale, known


def _those_of(people, rows):
    """The rows of the cases of ``people`` (ids), or all of them."""
    return rows if people is None else rows.filter(application__person__in=people)


def sync(run, people=None):
    """Write the differences, or only those of ``people`` (ids); returns how many lines came or went. The caller holds
    the lock of the run's row."""
    missing, stale, known = differences(run, people)
    run.payments.filter(pk__in=stale).delete()
    records = [
        known.record_of(line.component.award.application.person_id, line.component.code, line.month)
        for line in missing
    ]
    taken = ledger.revisions(set(records))
    Payment.objects.bulk_create(
        _payment(run, line, record, taken) for line, record in zip(missing, records, strict=True)
    )
    return len(missing) + len(stale) + _sync_payouts(run, known, people)


def _payment(run, line, record, taken):
    case = line.component.award.application
    return Payment(
        run=run,
        application=case,
        person_id=record,
        component=line.component,
        code=line.component.code,
        month=line.month,
        amount=line.amount,
        booked_before=line.booked_before,
        revision=taken.get((record, line.component.code, line.month), 0),
        cause=line.cause,
        cause_note=line.cause_note,
    )


def payouts_wanted(run, known, people=None):
    """{case id: (person id, gross, set_off)} of the cases with something to pay, in euro.

    What is to come back counts the corrections of this very run, less what other open lists keep back.
    """
    gross, owed, person = defaultdict(lambda: NOTHING), defaultdict(lambda: NOTHING), {}
    owed.update(known.receivable)
    rows = _those_of(people, run.payments.filter(state=Payment.State.DUE))
    for case, of, amount in rows.values_list("application_id", "person_id", "amount"):
        person[case] = of
        if amount > NOTHING:
            gross[case] += amount
        else:
            owed[case] -= amount
    open_elsewhere = Payout.objects.filter(application__in=[*owed], state=Payout.State.DUE).exclude(run=run)
    for case, kept in open_elsewhere.order_by().values_list("application_id").annotate(kept=Sum("set_off")):
        owed[case] -= kept
    lives = {life.award.application_id: life for life in known.lives}
    given_back = [case for case, amount in owed.items() if amount < NOTHING and case in lives]
    found = {}
    for case in {*gross, *given_back} - _left_out(run):
        amount, rules = gross[case], lives[case].rules
        person.setdefault(case, lives[case].award.application.person_id)
        kept = recovery.set_off(
            owed=owed[case],
            gross=amount,
            calendar=rules.calendar,
            share=rules.share,
            plan=known.plans.get(case),
            most=known.most.get(case, NOTHING),
        )
        found[case] = (person[case], amount, kept)
    return found


def _left_out(run):
    return set(run.payments.filter(state=Payment.State.TAKEN_OUT).values_list("application_id", flat=True))


def _sync_payouts(run, known, people):
    """Make the payouts what the lines say; returns how many came, went or changed."""
    wanted = payouts_wanted(run, known, people)
    there = {row.application_id: row for row in _those_of(people, run.payouts.all())}
    stale = [
        row.pk
        for case, row in there.items()
        if case not in wanted or wanted[case] != (row.person_id, row.gross, row.set_off)
    ]
    run.payouts.filter(pk__in=stale).delete()
    missing = [case for case in wanted if case not in there or there[case].pk in stale]
    Payout.objects.bulk_create(
        Payout(run=run, application_id=case, person_id=of, gross=gross, set_off=kept, amount=gross - kept)
        for case in missing
        for of, gross, kept in [wanted[case]]
    )
    return len(set(missing) | {case for case, row in there.items() if row.pk in stale})


def payouts_differ(run, known):
    """True when what is to be paid or kept back changed since the lines were written."""
    wanted = payouts_wanted(run, known)
    there = {row.application_id: (row.person_id, row.gross, row.set_off) for row in run.payouts.all()}
    return wanted != there


def lines_hash(run):
    """SHA-256 of the canonical JSON of what is signed: every line (case, person, support, month, euro, what it was
    booked onto) and every payout (euro due, kept back, paid, payee, account, who pays)."""
    lines = run.payments.exclude(state=Payment.State.TAKEN_OUT).order_by("application_id", "code", "month")
    content = [
        [
            row.application_id,
            row.person_id,
            row.code,
            f"{row.month:%Y-%m}",
            f"{row.amount:f}",
            f"{row.booked_before:f}",
        ]
        for row in lines
    ]
    content += [
        [
            row.application_id,
            f"{row.gross:f}",
            f"{row.set_off:f}",
            f"{row.amount:f}",
            row.payee_name,
            row.iban,
            *filter(None, [row.payer_id]),  # empty in lists locked before payers were written
        ]
        for row in run.payouts.order_by("application_id")
    ]
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{run.number}\n{run.value_date}\n{text}".encode()).hexdigest()
