"""What a support gives back of the money somebody spent: the steps of its amount that follow the documented cost."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from eligibility.amounts import rounded
from eligibility.item import CENT


def reimburses(support) -> bool:
    """Whether the amount of the support (``Intervention`` of a rule set), in euro a month, follows a cost."""
    by_month = support.unit == "euro" and support.per == "month"
    return by_month and any(step.kind == "documented_cost" for step in support.steps)


def reimbursement(support, rounding, documented: Decimal, granted: Decimal) -> Decimal:
    """Euro given back for a month: the least of what is documented (its share, where only a share counts), the ceiling
    of the call, and the sum ``granted`` for the month. Every other step is in the sum granted already."""
    value, steps = documented, list(support.steps)
    first = next(i for i, step in enumerate(steps) if step.kind == "documented_cost")
    for step in steps[first:]:
        if step.kind == "share":
            value = (value * step.percent / 100).quantize(CENT, ROUND_HALF_UP)
        elif step.kind == "ceiling" and step.value is not None:
            value = min(value, step.value)
    return min(rounded(value, rounding), granted)
