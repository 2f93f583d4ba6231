"""What must be true of the database whatever failed: looked at again from the rows, without the code that wrote them.

Each invariant is a code, a sentence and a function that yields what breaks it. A finding names rows (numbers of runs
and cases, ids), never people, accounts or amounts of a person.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from b2portal.verify import access, answers, files, mails, money, money_sums, offices, rows, words


@dataclass(frozen=True)
class Invariant:
    """``look(on the instant at)`` yields one short text per damaged row."""

    code: str
    sentence: str
    look: Callable[..., Iterator[str]]


INVARIANTS = (
    Invariant("I1", "A month of a person's support is on one open list only", money.live_lines),
    Invariant("I1", "An Ambito has one list of a month at a time, each booked once", money.one_run),
    Invariant("I1", "A month is booked onto the balance it had", money.chains),
    Invariant("I2", "The entries of a booking add up to nothing", money.balanced),
    Invariant("I2", "What a run pays is what the ledger says", money_sums.lines_and_ledger),
    Invariant("I2", "A payout is the months of its case less what is kept back", money_sums.payouts),
    Invariant("I2", "What a payout paid left the treasurer once", money_sums.paid_once),
    Invariant("I2", "What the bank said of a payment was booked", answers.written),
    Invariant("I2", "A row of the bank that was matched by hand was booked", answers.matches),
    Invariant("I2", "The files for the bank add up to the list", files.bank_files),
    Invariant("I3", "A run has the signatures it needs, none of who prepared it", money.signatures),
    Invariant("I3", "A locked list is the one that was signed", money.locked_lists),
    Invariant("I4", "What protects the rows is there and switched on", rows.protections),
    Invariant("I5", "Every stored file has its bytes", files.stored),
    Invariant("I5", "Every file on the disk has its row", files.orphans),
    Invariant("I6", "The access log is what was sealed", access.sealed),
    Invariant("I6", "A file about many people is in the access log once", access.taken),
    Invariant("I7", "No row joins two Ambiti", offices.together),
    Invariant("I7", "A case is of a Comune of its Ambito", offices.comuni),
    Invariant("I8", "No message and no address carries a codice fiscale or an account", words.plain),
    Invariant("I8", "No message and no address carries a name", words.names),
    Invariant("I9", "No work stands still without a worker", rows.stuck),
    Invariant("I9", "The counts of a work are those of its items", rows.counts),
    Invariant("I9", "A list that is being prepared has the work that prepares it", rows.openings),
    Invariant(
        "I9", "A run makes its papers while their work goes on, and has them when it is issued", rows.papers
    ),
    Invariant("I10", "The mail of a day leaves once to each person", mails.digests),
    Invariant("I10", "A reminder leaves once to each person", mails.reminders),
)


def chosen(codes=()) -> list[Invariant]:
    """The invariants of these codes, all of them without one."""
    return [one for one in INVARIANTS if not codes or one.code in codes]


def look(invariants=INVARIANTS, *, at) -> Iterator[tuple[Invariant, str]]:
    """(invariant, damaged row) of everything that is not as it must be at the instant ``at``."""
    for one in invariants:
        for text in one.look(at=at):
            yield one, text
