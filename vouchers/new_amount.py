"""What a case would be worth from a month on, beside what it is worth: nothing is saved here."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from applications.facts import assess_case
from vouchers import knowledge
from vouchers.ledger import next_month
from vouchers.models import AwardComponent

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Row:
    """One support: euro a month before and after; ``component`` None for a support not awarded so far."""

    code: str
    label: str
    component: AwardComponent | None
    before: Decimal
    after: Decimal

    @property
    def differs(self):
        return self.before != self.after


def day_of(award, month):
    """The day the rules are read on: the first of the month, or of the award."""
    return max(month, award.starts_on)


def first_month(day):
    """The first month that begins with what is true from ``day`` on."""
    return day if day.day == 1 else next_month(day)


def rows(case, award, month: date):
    """(outcome, [Row]) from ``month`` on; no rows when the outcome is not known. Not entitled: nothing is due."""
    outcome = assess_case(case, on=day_of(award, month))
    if outcome.verdict == "unknown" or outcome.monthly_total is None:
        return outcome, []
    due = {one.code: one for one in outcome.monthly} if outcome.verdict == "entitled" else {}
    life = next(one for one in knowledge.of_case(case).lives if one.award.pk == award.pk)
    found = []
    for component in life.award.components.all():
        after = due.pop(component.code, None)
        found.append(
            Row(
                component.code,
                component.label,
                component,
                life.monthly(component, month),
                after.amount if after else NOTHING,
            )
        )
    found += [Row(one.code, one.label.it, None, NOTHING, one.amount) for one in due.values()]
    return outcome, found
