"""Take the lines of the budget from the rules of the call, with the act that gave the money."""

from django.db import transaction

from applications.facts import rules_of
from vouchers.actions._budget_rows import locked, move, refuse, take_over
from vouchers.budget_permissions import why_not_open
from vouchers.models import BudgetLine, BudgetMovement


@transaction.atomic
def open_budget(*, call, fund, act, act_date, by, at):
    """One BudgetLine for each line of the rules, with its sum exact as the rules say; what was granted before is
    charged to them. Returns the lines. Raises ``Refused`` when the call has lines, or its rules state no sums."""
    call = locked(call)
    rules = rules_of(call.rule_set)
    refuse(why_not_open(by, call, rules))
    sums = rules.budget.split()
    made = []
    for one in rules.budget.lines:
        line = BudgetLine.objects.create(
            call=call, code=one.code, label=one.label.it[:160], channel=one.channel, groups=list(one.groups),
            interventions=list(one.interventions), opened_at=at, opened_by=by,
        )  # fmt: skip
        if sums[one.code]:
            move(
                kind=BudgetMovement.Kind.ALLOCATION, to_line=line, amount=sums[one.code], fund=fund, act=act,
                act_date=act_date, recorded_at=at, recorded_by=by,
            )  # fmt: skip
        made.append(line)
    take_over(call=call, rules=rules, by=by, at=at)
    return made
