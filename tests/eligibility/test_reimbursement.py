"""What is given back of a month's documented cost: the least of it, the ceiling of the call and the sum granted."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from eligibility.amounts import Ceiling, DocumentedCost, Fixed, Rounding
from eligibility.reimbursement import reimbursement, reimburses
from eligibility.steps import Share
from eligibility.text import Text

WORDS = {"label": Text("x", "x"), "sentence": Text("x", "x")}
CENT = Rounding(kind="rounding", mode="half_up", **WORDS)
FIFTY_CENTS = Rounding(kind="rounding", mode="down", to=Decimal("0.50"), **WORDS)
FIXED = Fixed(kind="fixed", value=Decimal(400), **WORDS)
COST = DocumentedCost(kind="documented_cost", of=("carer",), **WORDS)
NINE_TENTHS = Share(kind="share", percent=Decimal(90), **WORDS)
NO_CEILING = Ceiling(kind="ceiling", value=None, **WORDS)
CEILING = Ceiling(kind="ceiling", value=Decimal(800), **WORDS)


def support(*steps, unit="euro", per="month"):
    return SimpleNamespace(unit=unit, per=per, steps=steps)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (support(COST, CEILING), True),
        (support(FIXED), False),
        (support(COST, per="year"), False),
        (support(COST, unit="hours"), False),
    ],
)
def test_only_euro_a_month_that_follow_a_cost_give_it_back(one, expected):
    assert reimburses(one) is expected


@pytest.mark.parametrize(
    ("steps", "documented", "granted", "expected"),
    [
        ((COST, CEILING), "799.99", "800", "799.99"),
        ((COST, CEILING), "800.01", "900", "800.00"),
        ((COST, CEILING), "950", "650", "650.00"),
        ((COST, NO_CEILING), "950.10", "2000", "950.10"),
        ((COST, NINE_TENTHS, CEILING), "500.05", "800", "450.05"),  # 450.045
        ((FIXED, COST), "390", "400", "390.00"),  # what comes before the cost is in the sum granted already
        ((COST, CEILING), "0", "800", "0.00"),
    ],
)
def test_the_least_of_cost_ceiling_and_sum(steps, documented, granted, expected):
    assert reimbursement(support(*steps), CENT, Decimal(documented), Decimal(granted)) == Decimal(expected)


def test_it_is_rounded_as_the_call_rounds():
    assert reimbursement(support(COST), FIFTY_CENTS, Decimal("431.99"), Decimal(800)) == Decimal("431.50")
