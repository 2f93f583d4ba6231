"""How much of what is paid this month is kept back for money received unduly."""

from decimal import ROUND_DOWN, Decimal

from eligibility.item import CENT
from vouchers.knowledge import NOTHING
from vouchers.models import RecoveryPlan


def set_off(*, owed, gross, calendar, share=Decimal(1), plan=None):
    """Euro kept back of a payment of ``gross``, never more than it and never more than is ``owed`` back.

    ``plan``: the RecoveryPlan decided for the case; without one the rule of the call holds (``calendar.recovery``), up
    to ``share`` (0 to 1) of the payment. Money the family pays back itself is never kept back. Minus: so much was kept
    back too much and is given back now.
    """
    if owed < NOTHING:
        return owed
    if owed <= NOTHING or gross <= NOTHING:
        return NOTHING
    if plan is not None and plan.way == RecoveryPlan.Way.CLAIM:
        return NOTHING
    if plan is None and calendar.recovery == "refund":
        return NOTHING
    if plan is not None and plan.way == RecoveryPlan.Way.INSTALMENTS:
        return min(owed, gross, plan.monthly_amount)
    return min(owed, (gross * share).quantize(CENT, ROUND_DOWN))
