"""Move money from a line of the budget to another, with the act that says so."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from vouchers.actions._budget_rows import move, refuse
from vouchers.budget_permissions import why_not_budget
from vouchers.models import BudgetMovement


@transaction.atomic
def transfer_budget(*, from_line, to_line, amount, fund, act, act_date, by, at, note=""):
    """``amount`` euro, of the same call. Raises ``Refused`` when the first line would keep less than it granted."""
    refuse(why_not_budget(by, from_line.call))
    if from_line == to_line:
        raise Refused(_("The money is on that line already: choose another one."))
    return move(
        kind=BudgetMovement.Kind.TRANSFER, from_line=from_line, to_line=to_line, amount=amount, fund=fund, act=act,
        act_date=act_date, note=note, recorded_at=at, recorded_by=by,
    )  # fmt: skip
