"""A line of the budget that the rules of the call do not write."""

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.facts import rules_of
from vouchers.actions._budget_rows import locked, move, refuse, take_over
from vouchers.budget_permissions import why_not_budget
from vouchers.models import BudgetLine, BudgetMovement


@transaction.atomic
def add_budget_line(*, call, label, channel, groups, interventions, amount, fund, act, act_date, by, at):
    """A line with its first money. Who it pays is found by the first line that fits, in the order they were opened."""
    call = locked(call)
    refuse(why_not_budget(by, call))
    try:
        with transaction.atomic():
            line = BudgetLine.objects.create(
                call=call, code=slugify(label)[:40] or "linea", label=label, channel=channel, groups=groups,
                interventions=interventions, opened_at=at, opened_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(_("The call has a line with this name already.")) from error
    move(
        kind=BudgetMovement.Kind.ALLOCATION, to_line=line, amount=amount, fund=fund, act=act, act_date=act_date,
        recorded_at=at, recorded_by=by,
    )  # fmt: skip
    take_over(call=call, rules=rules_of(call.rule_set), by=by, at=at)
    return line
