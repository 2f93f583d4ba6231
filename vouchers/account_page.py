"""The account of a case: every line of the ledger with its cause, the months, what the award is worth and by what.

Read-only. Amounts in euro.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from applications.models import Intervention
from vouchers import knowledge, ledger
from vouchers.knowledge import NOTHING
from vouchers.models import Booking, LedgerEntry, Payment

Account = LedgerEntry.Account
KEPT, GIVEN_BACK = "kept", "given_back"


@dataclass(frozen=True)
class Row:
    """One line: what was owed for a month, or money that moved. ``back``: what is to come back, less what came back."""

    booking: Booking
    what: str
    cause: str
    month: date | None = None
    support: str = ""
    owed: Decimal | None = None
    paid: Decimal | None = None
    back: Decimal | None = None


@dataclass(frozen=True)
class MonthRow:
    """One support in one month: due by what is known today, booked so far, and what the next list books."""

    month: date
    support: str
    due: Decimal
    booked: Decimal

    @property
    def difference(self):
        return self.due - self.booked


@dataclass(frozen=True)
class Segment:
    """Months in a row in which a support is worth the same; ``change``: the AmountChange it comes from, or None."""

    first: date
    last: date
    amount: Decimal
    change: object = None


def facts(case):
    """{account: euro}, each as a family would count it: owed, paid, waiting, to come back, given up."""
    sums = defaultdict(lambda: NOTHING)
    for account, amount in case.ledger.order_by().values_list("account", "amount"):
        sums[account] += amount
    return {
        "owed": sums[Account.EXPENSE],
        "paid": -sums[Account.BANK],
        "waiting": -sums[Account.PAYABLE],
        "back": sums[Account.RECEIVABLE],
        "waived": sums[Account.WAIVED],
    }


def rows(case):
    """[Row] of the case, the oldest first, every one naming its cause."""
    entries = case.ledger.select_related("booking__run", "booking__booked_by", "payment").order_by("pk")
    by_booking = defaultdict(list)
    for entry in entries:
        by_booking[entry.booking].append(entry)
    return [row for booking, there in by_booking.items() for row in _of(booking, there)]


def _of(booking, entries):
    back_of = {
        entry.payment_id: entry.amount
        for entry in entries
        if entry.payment_id and entry.account == Account.RECEIVABLE
    }
    moved = defaultdict(lambda: NOTHING)
    for entry in entries:
        if entry.account == Account.EXPENSE:
            yield Row(
                booking,
                booking.get_kind_display(),
                _why(booking, entry),
                month=entry.month,
                support=_support(entry.code),
                owed=entry.amount,
                back=back_of.get(entry.payment_id),
            )
        elif not (entry.payment_id and entry.account == Account.RECEIVABLE):
            moved[entry.account] += entry.amount
    paid, back = -moved[Account.BANK], moved[Account.RECEIVABLE]
    if booking.kind == Booking.Kind.ISSUE:
        if back:
            what = _("Kept back from the payment") if back < NOTHING else _("Given back: kept back too much")
            yield Row(booking, what, _("Money received unduly"), back=back)
    elif paid or back:
        yield Row(
            booking,
            booking.get_kind_display(),
            booking.note or _("The list of the month"),
            paid=paid,
            back=back,
        )


def _why(booking, entry):
    """The cause of a month booked, in words; the reason written then when there is one."""
    if booking.kind == Booking.Kind.RETURN:
        return booking.note
    if not entry.cause:
        return _("The month in its own list")
    note = entry.payment.cause_note if entry.payment else ""
    label = Payment.Cause(entry.cause).label
    return f"{label}: {note}" if note else str(label)


def _support(code):
    return str(Intervention(code).label) if code in Intervention.values else code


def month_rows(case, *, on):
    """[MonthRow] from the newest month, up to the one of the day ``on``."""
    known, found = knowledge.of_case(case), []
    for person, lives in known.people().items():
        there = [(code, month) for of, code, month in known.booked if of == person]
        for (code, month), (due, _one) in ledger.due_by_month(lives, until=on, booked=there).items():
            booked = known.booked.get((person, code, month), NOTHING)
            found.append(MonthRow(month, _support(code), due, booked))
    return sorted(found, key=lambda row: (-row.month.toordinal(), row.support))


def awards(case):
    """[(award, its PaidBy, [(component, [Segment])])], the newest award first."""
    lives = knowledge.of_case(case).lives
    lives.sort(key=lambda life: life.award.starts_on, reverse=True)
    return [
        (life.award, life.rules, [(one, _segments(life, one)) for one in life.award.components.all()])
        for life in lives
    ]


def _segments(life, component):
    found = []
    for month in ledger.months(life.award.starts_on, life.award.ends_on):
        covering = [one for one in life.changes.get(component.pk, ()) if one.from_month <= month]
        change = covering[-1] if covering else None
        amount = life.monthly(component, month)
        if found and (found[-1].amount, found[-1].change) == (amount, change):
            found[-1] = Segment(found[-1].first, month, amount, change)
        else:
            found.append(Segment(month, month, amount, change))
    return found
