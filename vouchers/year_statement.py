"""What a person received in a year: the payments that arrived in it, for which months, what was kept or given back.

By the day the money arrived, not by the month it is for. What came back from the bank was not received.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.letters import addressee, in_large_print
from applications.models import Application
from papers import merge, pdf
from vouchers.ledger import NOTHING
from vouchers.models import Booking, LedgerEntry, Payment, Payout

TEMPLATE = "letters/year_statement.html"
ARRIVED = Payout.State.PAID
NOTHING_ARRIVED = _("Nothing was paid to this case in that year.")
NOBODY_PAID = _("Nobody was paid in that year.")


@dataclass
class Row:
    """One transfer: the day it arrived, euro received, euro kept back, its months and supports."""

    paid_on: date
    amount: Decimal
    kept: Decimal
    lines: list = field(default_factory=list)


@dataclass(frozen=True)
class Year:
    """``rows`` in the order they arrived; ``given_back``: euro the family paid back in the year."""

    rows: list
    given_back: Decimal

    @property
    def received(self):
        return sum((row.amount for row in self.rows), NOTHING)

    @property
    def kept(self):
        return sum((row.kept for row in self.rows), NOTHING)

    @property
    def net(self):
        return self.received - self.given_back


def years(application):
    """The years in which something arrived for the case, newest first."""
    rows = application.payouts.filter(state=ARRIVED, amount__gt=0).order_by()
    return sorted(
        rows.annotate(y=ExtractYear("paid_on")).values_list("y", flat=True).distinct(), reverse=True
    )


def of_case(application, year):
    """The Year of the case."""
    payouts = application.payouts.filter(state=ARRIVED, paid_on__year=year).order_by("paid_on", "pk")
    lines = defaultdict(list)
    paid = application.payments.filter(amount__gt=0, state=Payment.State.PAID).select_related("component")
    for line in paid.order_by("month", "pk"):
        lines[line.run_id].append(line)
    rows = [Row(one.paid_on, one.amount, one.set_off, lines[one.run_id]) for one in payouts]
    back = LedgerEntry.objects.filter(
        application=application,
        kind=Booking.Kind.RECEIPT,
        account=LedgerEntry.Account.BANK,
        booking__booked_at__year=year,
    ).aggregate(total=Sum("amount"))
    return Year(rows, back["total"] or NOTHING)


def cases_of(plan_office, year):
    """Ids of the cases that received something in the year and can be written to, by name of the person."""
    rows = Application.objects.filter(plan_office=plan_office, person__died_on=None)
    rows = rows.filter(payouts__state=ARRIVED, payouts__paid_on__year=year, payouts__amount__gt=0)
    rows = rows.order_by("person__last_name", "person__first_name", "pk")
    return list(dict.fromkeys(rows.values_list("pk", flat=True)))


def render(application, year, *, on):
    """The PDF of one case as it is known on the day ``on``. Refused when nothing arrived in the year."""
    found = of_case(application, year)
    if not found.rows:
        raise Refused(NOTHING_ARRIVED)
    to = addressee(application.person, on=on)
    title = f"Attestazione dei pagamenti ricevuti nel {year}"
    context = {
        "office": application.plan_office,
        "paper": {"name": "Attestazione dei pagamenti", "number": f"{application.ref} · {year}"},
        "application": application,
        "addressee": to.lines,
        "to": to,
        "large_print": in_large_print(application.person),
        "year": year,
        "found": found,
        "on": on,
    }
    return pdf.render(template=TEMPLATE, context=context, title=title, variant=pdf.SENT_AND_KEPT)


def render_many(cases, year, *, on):
    """The PDF of several cases (ids), one after the other in the order given, tagged as one."""
    people = Application.objects.select_related(
        "person__municipality", "municipality", "call", "plan_office"
    ).in_bulk(cases)
    pieces = [render(people[case], year, on=on) for case in cases]
    return merge.joined(pieces, title=f"Attestazioni dei pagamenti ricevuti nel {year}")
