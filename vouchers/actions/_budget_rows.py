"""What every verb of the budget begins and ends with."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.formats import euro
from accounts.refusal import Refused
from applications.models import Call
from eligibility.outcome import Outcome
from vouchers import budget
from vouchers.actions._charging import create
from vouchers.models import AwardComponent, BudgetCharge, BudgetMovement


def locked(call):
    """The row of the call, locked: lines are opened one at a time."""
    return (
        Call.objects.select_for_update(no_key=True, of=("self",)).select_related("rule_set").get(pk=call.pk)
    )


def refuse(sentence):
    """Raise ``Refused`` when there is a sentence."""
    if sentence:
        raise Refused(sentence)


def move(**values):
    """One movement, or ``Refused`` with what the line must keep."""
    try:
        with transaction.atomic():
            return BudgetMovement.objects.create(**values)
    except IntegrityError as error:
        if "line_never_below_granted" not in str(error):
            raise
        line = next(one for one in budget.lines_of(values["from_line"].call) if one == values["from_line"])
        raise Refused(
            _("The line “%(line)s” has %(left)s left: what was already granted stays on it.")
            % {"line": line.label, "left": euro(line.left)}
        ) from error


def take_over(*, call, rules, by, at):
    """Charge to the lines what was granted before there were any, and what no line paid so far."""
    lines = list(call.budget_lines.order_by("pk"))
    waiting = AwardComponent.objects.filter(award__application__call=call, charge=None)
    rows = []
    for one in waiting.select_related("award__determination").order_by("pk"):
        group = Outcome.from_json(one.award.determination.findings).line
        line = budget.line_for(lines, rules, group, one.code)
        if line is not None:
            rows.append(BudgetCharge(component=one, line=line, charged_at=at, charged_by=by))
    create(rows)
    return len(rows)
