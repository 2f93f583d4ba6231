"""The money of the lines of a call: what acts gave, what is granted on them, what is left, and how it goes by month.

``granted`` is what the awards cost from their first month to their last with the amounts decided since, as the
database counts it for its own check. Euro, exact to the thousandth that some acts write.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Exists, F, Func, OuterRef, Sum
from django.db.models.functions import Coalesce

from applications.commitments import Commitments
from vouchers.ledger import months
from vouchers.models import BudgetCharge, BudgetLine, BudgetMovement, LedgerEntry

NOTHING = Decimal("0.00")


class LineMoney(Func):
    """Euro that acts put on the line ``F("pk")``, less what they took off."""

    function, output_field = "vouchers_line_money", BudgetMovement._meta.get_field("amount")


class LineGranted(Func):
    """Euro granted on the line ``F("pk")``, by month, with the changes decided since."""

    function, output_field = "vouchers_line_granted", BudgetMovement._meta.get_field("amount")


def lines_of(call, *, lock=False):
    """[BudgetLine] of the call with ``money``, ``granted`` and ``left``; ``lock``: until the transaction ends.

    The sums are asked for once the locks are there: what another transaction granted meanwhile is counted.
    """
    rows = BudgetLine.objects.filter(call=call).order_by("pk")
    if lock:
        list(rows.select_for_update(no_key=True))
    found = list(rows.annotate(money=LineMoney(F("pk")), granted=LineGranted(F("pk"))))
    for one in found:
        one.left = one.money - one.granted
    return found


def line_for(lines, rules, group, code):
    """The first of ``lines`` that pays the support ``code`` to people of ``group``; None when none does."""
    support = rules.intervention(code)
    if support is None:
        return None
    return next((line for line in lines if line.pays(group, code, support.channel)), None)


def charges_of(call):
    """The charges on the lines of the call, with award and changes of amount: two queries."""
    rows = BudgetCharge.objects.filter(line__call=call)
    return rows.select_related("component__award").prefetch_related("component__changes")


def never_booked(call):
    """Ids of the supports charged in the call of which the ledger knows no month: what is behind is still to pay."""
    booked = LedgerEntry.objects.filter(account=LedgerEntry.Account.EXPENSE, component=OuterRef("component"))
    rows = BudgetCharge.objects.filter(~Exists(booked), line__call=call).order_by()
    return set(rows.values_list("component", flat=True))


def by_month(component):
    """[(first day of the month, euro)] of one granted support: the change decided last among those that cover it."""
    changes = sorted(component.changes.all(), key=lambda one: one.pk)
    award = component.award
    if award.ends_on < award.starts_on:
        return []
    found = []
    for month in months(award.starts_on, award.ends_on):
        euro = component.monthly_amount
        for change in changes:
            euro = change.monthly_amount if change.from_month <= month else euro
        found.append((month, euro))
    return found


@dataclass
class Month:
    """One month of a line or of the call: euro granted for it, booked for it, and both added up so far."""

    month: date
    granted: Decimal = NOTHING
    booked: Decimal = NOTHING
    behind: Decimal = NOTHING  # in the current month: of the months gone by of who was never paid
    so_far: Decimal = (
        NOTHING  # booked for the months before ``on``, granted for the others, with what is behind
    )
    left: Decimal = NOTHING


@dataclass
class Position:
    """One line as the page shows it. ``forecast``: booked for the months gone by plus granted from now on,
    with the months behind of who was never paid."""

    line: BudgetLine
    booked: Decimal = NOTHING
    forecast: Decimal = NOTHING
    approved: Decimal = NOTHING  # plans approved whose money is not granted yet
    people: set = field(default_factory=set)

    @property
    def free(self):
        """Euro left once the plans already approved are granted; below nothing when they do not fit."""
        return self.line.left - self.approved

    @property
    def over(self):
        """True when later changes of amount ask for more than the line has."""
        return self.line.left < 0

    @property
    def left_at_the_end(self):
        """Euro that stay at the end of the period if nothing else is granted."""
        return self.line.money - self.forecast


@dataclass
class Budget:
    """The lines of one call and its months."""

    positions: list
    months: list

    def total(self, name):
        """The sum over the lines of one figure of ``Position``, or of its line."""
        return sum(
            (getattr(p, name, None) if hasattr(p, name) else getattr(p.line, name) for p in self.positions),
            NOTHING,
        )


def of_call(call, *, rules, on):
    """The Budget of the call on the day ``on``; ``rules``: those of that day. A fixed number of queries."""
    lines = lines_of(call)
    positions = {line.pk: Position(line) for line in lines}
    this_month = on.replace(day=1)
    months_seen = defaultdict(lambda: Month(this_month))
    booked, unbooked = booked_by_line(call), never_booked(call)
    for charge in charges_of(call):
        here = positions[charge.line_id]
        here.people.add(charge.component.award.application_id)
        for month, euro in by_month(charge.component):
            row = months_seen[month]
            row.month = month
            row.granted += euro
            if month >= this_month or charge.component_id in unbooked:
                here.forecast += euro
            if month < this_month and charge.component_id in unbooked:
                months_seen[this_month].behind += euro
    for (line, month), euro in booked.items():
        positions[line].booked += euro
        months_seen[month].month = month
        months_seen[month].booked += euro
        if month < this_month:
            positions[line].forecast += euro
    _approved(call, rules, lines, positions)
    found = Budget(list(positions.values()), sorted(months_seen.values(), key=lambda one: one.month))
    so_far, money = NOTHING, found.total("money")
    for row in found.months:
        so_far += row.booked if row.month < this_month else row.granted + row.behind
        row.so_far, row.left = so_far, money - so_far
    return found


def booked_by_line(call):
    """{(line id, month): euro} of what the ledger says is owed for the supports charged to each line."""
    rows = LedgerEntry.objects.filter(account=LedgerEntry.Account.EXPENSE, component__charge__line__call=call)
    rows = (
        rows.order_by()
        .values_list("component__charge__line", "month")
        .annotate(n=Coalesce(Sum("amount"), NOTHING))
    )
    return {(line, month): euro for line, month, euro in rows}


def _approved(call, rules, lines, positions):
    """Add the plans approved in the call whose money nobody granted yet."""
    for _case, group, code, euro in Commitments(call).approved:
        line = line_for(lines, rules, group, code)
        if line is not None:
            positions[line.pk].approved += euro
