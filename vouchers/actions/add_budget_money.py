"""Money that arrives on a line, or that an act takes off it."""

from django.db import transaction

from vouchers.actions._budget_rows import move, refuse
from vouchers.budget_permissions import why_not_budget
from vouchers.models import BudgetMovement

KINDS = (BudgetMovement.Kind.OWN_MONEY, BudgetMovement.Kind.ALLOCATION, BudgetMovement.Kind.REDUCTION)


@transaction.atomic
def add_budget_money(*, line, kind, amount, fund, act, act_date, by, at, note=""):
    """``kind``: own money or a further allocation puts ``amount`` euro on the line, a reduction takes it off.

    Raises ``Refused`` when a reduction would leave less than what is granted.
    """
    refuse(why_not_budget(by, line.call))
    side = "from_line" if kind == BudgetMovement.Kind.REDUCTION else "to_line"
    return move(
        kind=kind, amount=amount, fund=fund, act=act, act_date=act_date, note=note, recorded_at=at, recorded_by=by,
        **{side: line},
    )  # fmt: skip
