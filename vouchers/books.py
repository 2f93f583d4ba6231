"""The only code that writes the ledger. Every booking is balanced; a caller is inside the transaction that decides."""

from applications.models import Person
from vouchers.knowledge import NOTHING
from vouchers.models import Booking, LedgerEntry, Payment, Payout

Account, Kind = LedgerEntry.Account, Booking.Kind
BATCH = 2000  # people in one INSERT: each statement must balance by itself


def book_issue(run, *, by, at):
    """The run is issued: every month is owed and to be paid, every correction is to come back, what is kept back
    settles part of it (and what was kept back too much is given back). Lines and payouts become booked."""
    booking = _booking(Kind.ISSUE, run=run, by=by, at=at)
    by_case = {}
    for line in run.payments.filter(state=Payment.State.DUE).order_by("application_id", "pk"):
        other = Account.RECEIVABLE if line.is_correction else Account.PAYABLE
        by_case.setdefault(line.application_id, []).extend(_owed(booking, line, line.amount, other))
    for payout in run.payouts.exclude(set_off=0):
        by_case.setdefault(payout.application_id, []).extend(
            _moved(booking, payout, payout.set_off, Account.PAYABLE, Account.RECEIVABLE)
        )
    _write(by_case)
    run.payments.filter(state=Payment.State.DUE).update(state=Payment.State.BOOKED)
    run.payouts.filter(state=Payout.State.DUE).update(state=Payout.State.BOOKED)
    return booking


def book_payment(run, payouts, *, by, at, paid_on=None):
    """The treasurer has paid these payouts (rows in state booked, locked by the caller). Returns the Booking or None
    when there are none."""
    payouts = [one for one in payouts if one.state == Payout.State.BOOKED]
    if not payouts:
        return None
    booking = _booking(Kind.PAYMENT, run=run, by=by, at=at)
    _write(
        {
            one.application_id: _moved(booking, one, one.amount, Account.PAYABLE, Account.BANK)
            for one in payouts
            if one.amount
        }
    )
    cases = [one.application_id for one in payouts]
    run.payments.filter(application__in=cases, state=Payment.State.BOOKED).update(state=Payment.State.PAID)
    run.payouts.filter(pk__in=[one.pk for one in payouts]).update(
        state=Payout.State.PAID, paid_on=paid_on or run.value_date
    )
    return booking


def book_return(payout, *, reason, by, at, returned_on=None):
    """The payment came back: its months are owed no more, so that the next run pays them again, and what was kept back
    is to come back again. A month corrected meanwhile is taken off what the person has to give back instead: it has
    come back with this payment. ``payout`` is booked or paid, locked by the caller."""
    run = payout.run
    booking = _booking(Kind.RETURN, run=run, by=by, at=at, note=reason)
    back = payout.amount if payout.state == Payout.State.PAID else NOTHING
    live = [Payment.State.BOOKED, Payment.State.PAID]
    lines = list(run.payments.filter(application=payout.application_id, amount__gt=0, state__in=live))
    sums, settled, entries = _booked({line.person_id for line in lines}), NOTHING, []
    for line in lines:
        key = (line.person_id, line.code, line.month)
        owed = min(line.amount, sums[key])
        settled += line.amount - owed
        if owed:
            entries += _owed(booking, line, -owed, Account.PAYABLE, before=sums[key])
            sums[key] -= owed
    sides = (
        (Account.BANK, back),
        (Account.RECEIVABLE, payout.set_off - settled),
        (Account.PAYABLE, settled - back - payout.set_off),
    )
    entries += [_entry(booking, payout, account, euro) for account, euro in sides if euro]
    _write({payout.application_id: entries})
    run.payments.filter(pk__in=[one.pk for one in lines]).update(state=Payment.State.RETURNED)
    run.payouts.filter(pk=payout.pk).update(
        state=Payout.State.RETURNED,
        returned_on=returned_on,
        return_reason=reason,
        returned_at=at,
        returned_by=by,
    )
    return booking


def book_receipt(application, amount, *, note, by, at):
    """The family paid back ``amount`` euro of what is to come back (checked by the caller)."""
    return _settle(Kind.RECEIPT, Account.BANK, application, amount, note=note, by=by, at=at)


def book_write_off(application, amount, *, note, by, at):
    """The office gives up ``amount`` euro; ``note`` is the act that says so."""
    return _settle(Kind.WRITE_OFF, Account.WAIVED, application, amount, note=note, by=by, at=at)


def _settle(kind, account, application, amount, *, note, by, at):
    booking = Booking.objects.create(
        kind=kind, plan_office=application.plan_office, note=note, booked_at=at, booked_by=by
    )
    sides = ((account, amount), (Account.RECEIVABLE, -amount))
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            booking=booking,
            kind=kind,
            account=side,
            application=application,
            person_id=application.person_id,
            amount=euro,
        )
        for side, euro in sides
    )
    return booking


def _booking(kind, *, run, by, at, note=""):
    return Booking.objects.create(
        kind=kind, plan_office=run.plan_office, run=run, note=note, booked_at=at, booked_by=by
    )


def _owed(booking, line, amount, other, *, before=None):
    """The two sides of a month: what is owed for it, and where it goes."""
    common = {
        "booking": booking,
        "kind": booking.kind,
        "application_id": line.application_id,
        "person_id": line.person_id,
        "code": line.code,
        "month": line.month,
        "component_id": line.component_id,
        "cause": line.cause,
        "payment": line,
    }
    before = line.booked_before if before is None else before
    return [
        LedgerEntry(account=Account.EXPENSE, amount=amount, balance_before=before, **common),
        LedgerEntry(account=other, amount=-amount, **common),
    ]


def _moved(booking, payout, amount, debit, credit):
    """``amount`` from one account to another, for a payout."""
    return [_entry(booking, payout, debit, amount), _entry(booking, payout, credit, -amount)]


def _entry(booking, payout, account, amount):
    return LedgerEntry(
        booking=booking,
        kind=booking.kind,
        account=account,
        application_id=payout.application_id,
        person_id=payout.person_id,
        amount=amount,
        payout=payout,
    )


def _booked(records):
    """{(record, code, month): euro} booked, the people's rows locked first so that nobody books meanwhile."""
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=records).order_by("pk"))
    sums = {}
    rows = LedgerEntry.objects.filter(account=Account.EXPENSE, person__in=records)
    for *key, amount in rows.values_list("person", "code", "month", "amount"):
        sums[tuple(key)] = sums.get(tuple(key), 0) + amount
    return sums


def _write(by_case):
    """All the entries of a case in one statement, some thousand people at a time."""
    cases = list(by_case)
    for start in range(0, len(cases), BATCH):
        LedgerEntry.objects.bulk_create(
            [entry for case in cases[start : start + BATCH] for entry in by_case[case]]
        )
