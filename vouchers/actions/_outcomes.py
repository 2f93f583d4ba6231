"""What became of payments, written into the ledger and into their runs."""

from django.utils.translation import override

from vouchers import bank_answers, books
from vouchers.bank.reasons import in_words
from vouchers.models import PaymentRun, Payout
from vouchers.moves import write_state
from vouchers.workflow import RunState


def lock_runs(plan_office):
    """The runs first, as every verb of a run does, then their payouts."""
    list(PaymentRun.objects.select_for_update().filter(plan_office=plan_office).order_by("pk"))


def write(found, *, by, at):
    """Book what ``found`` (bank_answers.Found, their payouts locked) says and is not known yet; a run whose payments
    all have their outcome is reconciled. Returns the ids of the payouts that changed."""
    paid, back = bank_answers.changes(found)
    touched = {}
    for (_run, day), payouts in paid.items():
        run = touched.setdefault(payouts[0].run_id, payouts[0].run)
        books.book_payment(run, payouts, by=by, at=at, paid_on=day)
        for one in payouts:
            one.state = Payout.State.PAID
    for payout, one in back:
        touched.setdefault(payout.run_id, payout.run)
        with override("it"):  # kept, and read in papers
            reason = in_words(one.row.code, one.row.words)
        books.book_return(payout, reason=reason, by=by, at=at, returned_on=one.row.on)
    for run in sorted(touched):
        _known(PaymentRun.objects.get(pk=run), by=by, at=at)
    return {one.pk for rows in paid.values() for one in rows} | {payout.pk for payout, _found in back}


def _known(run, *, by, at):
    """The bank answers: the run had been sent; when no payment waits any more, its outcome is known."""
    if run.state == RunState.ISSUED:
        run = write_state(row=run, state=RunState.SENT, sent_at=at, sent_by=by)
    booked = run.payouts.filter(state=Payout.State.BOOKED)
    if run.state == RunState.SENT and not booked.filter(amount__gt=0).exists():
        books.book_payment(run, list(booked), by=by, at=at)  # those for which no money moves
        write_state(row=run, state=RunState.RECONCILED, paid_at=at, paid_by=by)
