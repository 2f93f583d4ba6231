"""Which line pays what is granted: looked for with the lines locked, so that the last euro is given once."""

from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.formats import euro
from accounts.refusal import Refused
from applications.facts import rules_of
from eligibility.outcome import Outcome
from vouchers import budget
from vouchers.models import BudgetCharge


def charge(*, components, determination, call, by, at):
    """Charge granted supports to the lines that pay them, or refuse with what is left; nothing where the call has no
    lines. The caller is in the transaction that grants."""
    lines = budget.lines_of(call, lock=True)
    if not lines:
        return
    rules, group = rules_of(determination.rule_set), Outcome.from_json(determination.findings).line
    left = {line.pk: line.left for line in lines}
    rows = []
    for one in components:
        line = budget.line_for(lines, rules, group, one.code)
        if line is None:
            raise Refused(
                _("No budget line of the call pays “%(what)s” to this group: add one, with its act.")
                % {"what": one.title}
            )
        cost = sum((amount for _month, amount in budget.by_month(one)), budget.NOTHING)
        if cost > left[line.pk]:
            raise Refused(short_of_money(line, cost, left[line.pk]))
        left[line.pk] -= cost
        rows.append(BudgetCharge(component=one, line=line, charged_at=at, charged_by=by))
    create(rows)


@contextmanager
def held_to_the_lines(call):
    """What is written inside may ask no line for more than it has left: refused with the sentence of an award. The
    lines are locked until the transaction ends; who asks for less passes, also on a line that is short already."""
    before = {line.pk: line for line in budget.lines_of(call, lock=True)}
    yield
    for line in budget.lines_of(call) if before else ():
        was = before[line.pk]
        if line.granted > was.granted and line.left < 0:
            raise Refused(short_of_money(line, line.granted - was.granted, was.left))


def create(rows):
    """Store the charges; the database looks at the money once more."""
    try:
        with transaction.atomic():
            BudgetCharge.objects.bulk_create(rows)
    except IntegrityError as error:
        if "line_has_the_money" not in str(error):
            raise
        raise Refused(
            _("The budget line has not enough money for what was already granted on it.")
        ) from error


def short_of_money(line, cost, left):
    """The sentence of a grant that does not fit."""
    return _(
        "The line “%(line)s” has %(left)s left and this asks for %(cost)s to the end: put money on the line with its "
        "act, or bring the last day forward."
    ) % {"line": line.label, "left": euro(left), "cost": euro(cost)}
