"""The pipeline of the amount: each step to the cent, and what it says."""

from decimal import Decimal

import pytest

from eligibility.amounts import Ceiling, DocumentedCost, Fixed, Rounding, compute
from eligibility.facts import CarerContract, Facts, Project
from eligibility.text import Text

WORDS = {"label": Text("x", "x"), "sentence": Text("x", "x")}
CENT = Rounding(kind="rounding", mode="half_up", **WORDS)
COST = DocumentedCost(kind="documented_cost", of=("carer",), **WORDS)


def ceiling(value):
    return Ceiling(kind="ceiling", value=value and Decimal(value), **WORDS)


def carer(cost):
    return Facts(carer=CarerContract(monthly_cost=Decimal(cost)))


@pytest.mark.parametrize(
    ("cost", "expected"),
    [("0.01", "0.01"), ("799.99", "799.99"), ("800.00", "800.00"), ("800.01", "800.00"), ("1150", "800.00")],
)
def test_a_documented_cost_is_paid_up_to_the_ceiling(cost, expected):
    assert compute((COST, ceiling("800")), CENT, carer(cost)).value == Decimal(expected)


@pytest.mark.parametrize(("cost", "expected", "words"), [
    ("399.99", "399.99", "si ferma a 399,99 €"),
    ("400", "400.00", "non riduce"), ("950", "400.00", "non riduce"),
])  # fmt: skip
def test_a_fixed_sum_is_cut_by_the_cost(cost, expected, words):
    fixed = Fixed(kind="fixed", value=Decimal(400), **WORDS)
    amount = compute((fixed, COST), CENT, carer(cost))
    assert (amount.value, amount.steps[1].result.it) == (Decimal(expected), words)
    assert amount.steps[0].datum.it == "uguale per tutti"


def test_without_a_ceiling_nothing_is_cut():
    assert compute((COST, ceiling(None)), CENT, carer("2200")).value == Decimal("2200.00")


@pytest.mark.parametrize("facts", [Facts(), Facts(carer=CarerContract())])
def test_a_cost_not_documented_stops_the_pipeline(facts):
    amount = compute((COST, ceiling("800")), CENT, facts)
    assert (amount.value, amount.steps) == (None, ())
    assert amount.missing[0].field == "carer.monthly_cost"


def test_the_first_documented_cost_counts():
    rule = DocumentedCost(kind="documented_cost", of=("independent_living_project", "carer"), **WORDS)
    facts = Facts(independent_living_project=Project(), carer=CarerContract(monthly_cost=Decimal(620)))
    assert compute((rule,), CENT, facts).value == Decimal(620)


@pytest.mark.parametrize(
    ("mode", "to", "expected"),
    [("half_up", "0.01", "650.55"), ("half_up", "1", "651.00"), ("down", "1", "650.00"),
     ("half_up", "0.10", "650.60"), ("down", "5", "650.00"), ("half_up", "50", "650.00")],
)  # fmt: skip
def test_rounding(mode, to, expected):
    rounding = Rounding(kind="rounding", mode=mode, to=Decimal(to), **WORDS)
    amount = compute((COST,), rounding, carer("650.55"))
    assert str(amount.value) == expected
    assert amount.steps[-1].amount == amount.value
