"""The rows of the money in the scene of the sweeps."""

from tests.applications.factories import NOW
from tests.vouchers.factories import NOVEMBER
from vouchers.models import AmountChange, MoneyRules, RecoveryPlan


def money_facts(w, case):
    """What the office decided about amounts and recoveries."""
    decided = {"decided_at": NOW, "decided_by": w.manager}
    component = case.awards.get().components.first()
    AmountChange.objects.create(
        component=component,
        from_month=NOVEMBER,
        monthly_amount=component.monthly_amount,
        reason="ISEE",
        **decided,
    )
    MoneyRules.objects.create(call=w.call, act="Determina 12/2026", **decided)
    RecoveryPlan.objects.create(application=case, way="next_payments", reason="Accordo", **decided)
