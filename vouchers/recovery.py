"""How much of what is paid this month is kept back for money received unduly."""

from decimal import ROUND_DOWN, Decimal

from eligibility.item import CENT
from vouchers.knowledge import NOTHING
from vouchers.models import RecoveryPlan


def is_asked_back(*, owed, most, calendar):
    """False where the call leaves sums this small where they are (``calendar.recovery_least``).

    ``owed``: euro still to come back; ``most``: the most that was to come back since the last time nothing was: the
    last instalment of a larger sum is asked back too.
    """
    return owed > NOTHING and (calendar.recovery_least is None or max(owed, most) >= calendar.recovery_least)


def set_off(*, owed, gross, calendar, share=Decimal(1), plan=None, most=NOTHING):
    """Euro kept back of a payment of ``gross``, never more than it and never more than is ``owed`` back.

    ``plan``: the RecoveryPlan decided for the case; without one the rule of the call holds (``calendar.recovery``), up
    to ``share`` (0 to 1) of the payment. Money the family pays back itself is never kept back, nor a sum that the call
    does not ask back (``is_asked_back``). Minus: so much was kept back too much and is given back now.
    """
    if owed < NOTHING:
        return owed
    if gross <= NOTHING or not is_asked_back(owed=owed, most=most, calendar=calendar):
        return NOTHING
    if plan is not None and plan.way == RecoveryPlan.Way.CLAIM:
        return NOTHING
    if plan is None and calendar.recovery == "refund":
        return NOTHING
    if plan is not None and plan.way == RecoveryPlan.Way.INSTALMENTS:
        return min(owed, gross, plan.monthly_amount)
    return min(owed, (gross * share).quantize(CENT, ROUND_DOWN))
