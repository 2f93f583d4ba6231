"""When the money of a list ends: what is spent month by month, with who is funded and with everybody on the list.

Months gone by count what the ledger booked, the others what is granted; to that comes what the list would add. Euro,
added up from the first month of the benefit.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.formats import euro, month_words
from applications import commitments
from applications.models import Determination
from vouchers import budget
from vouchers.ledger import months
from vouchers.rankings import NOTHING, Class


@dataclass
class Month:
    """What is spent up to the end of ``month``. ``booked``: None from the current month on; the others before it."""

    month: date
    booked: Decimal | None
    funded: Decimal | None
    everybody: Decimal | None


@dataclass
class Spending:
    """``limit``: the money of the ``lines`` that pay the list. ``ends``: the first month it is not enough for, with who
    is funded and with everybody, or None."""

    limit: Decimal
    lines: list
    months: list
    ends_funded: date | None
    ends_everybody: date | None
    booked: Decimal  # for the months gone by
    granted: Decimal  # from this month on
    proposed: Decimal  # to who is funded by the list and has no award yet
    waiting: bool

    @property
    def free(self):
        """Euro that remain once who is funded is granted; below nothing when they do not fit."""
        return self.limit - self.booked - self.granted - self.proposed

    @property
    def finding(self):
        """What the chart says, in one or two sentences."""
        last = self.months[-1]
        of = {"sum": euro(_last(last)), "limit": euro(self.limit), "month": month_words(last.month)}
        if self.ends_funded:
            said = _("With who is funded the money ends in %(month)s.") % {
                "month": month_words(self.ends_funded)
            }
        else:
            said = (
                _(
                    "With who is funded %(sum)s of %(limit)s are spent by the end of %(month)s: the money is enough."
                )
                % of
            )
        if not self.waiting:
            return said
        if self.ends_everybody:
            more = _("With everybody on the list it would end in %(month)s.")
            return f"{said} {more % {'month': month_words(self.ends_everybody)}}"
        return f"{said} {_('It would be enough for everybody on the list.')}"


def _last(month):
    return month.booked if month.funded is None else month.funded


def of_list(snapshot, rows, *, on):
    """The Spending of a version with its ``rows`` on the day ``on``; None where no line pays the list. Six queries."""
    call = snapshot.call
    codes = {code for row in rows for code in row.costs} or set(snapshot.available)
    lines = [line for line in budget.lines_of(call) if line.code in codes]
    if not lines:
        return None
    keys, this_month = {line.pk for line in lines}, on.replace(day=1)
    every = list(months(call.benefit_from, call.benefit_to))
    ahead = [month for month in every if month >= this_month] or every[-1:]
    unbooked = budget.never_booked(call)
    spent, paid = defaultdict(lambda: NOTHING), set()
    for (line, month), amount in budget.booked_by_line(call).items():
        if line in keys and month < this_month:
            spent[month] += amount
    for charge in budget.charges_of(call):
        paid.add(charge.component.award.application_id)
        if charge.line_id in keys:
            for month, amount in budget.by_month(charge.component):
                if month >= this_month or charge.component_id in unbooked:
                    spent[_ahead(month, ahead)] += amount
    asked = [
        row for row in rows if row.outcome in (Class.FUNDED, Class.WAITING) and row.application_id not in paid
    ]
    funded, waiting = defaultdict(lambda: NOTHING), defaultdict(lambda: NOTHING)
    days = _days(asked, call)
    for row in asked:
        into, amount = (funded, row.committed) if row.outcome == Class.FUNDED else (waiting, row.cost)
        for month, part in _spread(amount, days.get(row.application_id), ahead):
            into[month] += part
    return _added_up(lines, every, this_month, spent, funded, waiting)


def _added_up(lines, every, this_month, spent, funded, waiting):
    limit = sum((line.money for line in lines), NOTHING)
    booked, with_funded, with_all, found = NOTHING, NOTHING, NOTHING, []
    ends_funded = ends_everybody = None
    gone = [month for month in every if month < this_month]
    for month in every:
        booked += spent[month]
        with_funded += spent[month] + funded[month]
        with_all += spent[month] + funded[month] + waiting[month]
        past = month in gone
        # the last month gone by is where the two other lines begin
        begins = past and month == gone[-1] and len(gone) < len(every)
        found.append(
            Month(
                month,
                booked if past else None,
                *((None, None) if past and not begins else (with_funded, with_all)),
            )
        )
        if round(with_funded, 2) > limit and ends_funded is None:
            ends_funded = month
        if round(with_all, 2) > limit and ends_everybody is None:
            ends_everybody = month
    before = sum((spent[month] for month in gone), NOTHING)
    return Spending(
        limit=limit,
        lines=lines,
        months=found,
        ends_funded=ends_funded,
        ends_everybody=ends_everybody,
        booked=before,
        granted=sum(spent.values(), NOTHING) - before,
        proposed=round(sum(funded.values(), NOTHING), 2),
        waiting=any(waiting.values()),
    )


def _days(rows, call):
    """{case: (first day, last day)} of the plans the cases were decided on, inside the period of the call."""
    newest = Determination.objects.filter(
        application__in=[row.application_id for row in rows], plan__isnull=False
    )
    newest = (
        newest.order_by("application_id", "-made_at", "-pk")
        .distinct("application_id")
        .select_related("plan")
        .only("application_id", "plan__starts_on", "plan__ends_on")
    )
    starts = {row.application_id: row.starts_on for row in rows if row.starts_on}
    found = {}
    for one in newest:
        days = commitments.within(call, one.plan)
        if days:
            first = max(days[0], starts.get(one.application_id, days[0]))
            found[one.application_id] = (min(first, days[1]), days[1])
    return found


def _spread(amount, days, ahead):
    """[(month, euro)]: as much in each month of ``days``; what falls in months gone by is paid in the first ahead."""
    if not days:
        return [(ahead[-1], amount)]
    on = list(months(*days))
    each = amount / len(on)
    return [(_ahead(month, ahead), each) for month in on]


def _ahead(month, ahead):
    """The month in which ``month`` is paid: what is behind comes with the first one ahead."""
    return min(max(month, ahead[0]), ahead[-1])
