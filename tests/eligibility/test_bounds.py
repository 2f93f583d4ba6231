"""Between which sums: worked by hand, and never narrower than what an answer then gives."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from eligibility import bounds
from eligibility.assess import assess
from eligibility.facts import Assessment, CarerContract, Facts, Isee
from eligibility.ruleset import shipped
from tests.eligibility.people import ADELE, ON, RULES, with_carer, with_isee

CARER = CarerContract(regular=True, starts_on=date(2022, 1, 10))
ALONE = replace(ADELE, has_caregiver=False, has_carer=True, carer=CARER)


def said(facts):
    found = bounds.monthly(facts, RULES, ON)
    return found.low, found.high, [one.field for one in found.depends_on], found.may_be_nothing


def test_with_nothing_missing_it_is_the_sum_of_today():
    assert said(ADELE) == (Decimal(400), Decimal(400), [], False)
    assert said(with_isee(ADELE, "25430")) == (None, None, [], True)


def test_a_missing_isee_gives_the_sum_or_nothing():
    assert said(replace(ADELE, isee=None)) == (Decimal(400), Decimal(400), [], True)


def test_a_cost_nobody_wrote_goes_up_to_the_ceiling():
    low, high, depends, _nothing = said(ALONE)
    assert (low, high, depends) == (Decimal("0.01"), Decimal(800), ["carer.monthly_cost"])


def test_the_answer_not_given_yet_moves_the_sum():
    low, high, depends, _nothing = said(replace(with_carer(ADELE), has_caregiver=None))
    assert (low, high) == (Decimal(800), Decimal(800))
    low, high, depends, nothing = said(replace(ADELE, has_carer=None))
    assert (low, high, depends, nothing) == (Decimal(400), Decimal(800), ["has_carer"], False)


def test_too_much_missing_has_no_bounds():
    assert bounds.monthly(Facts(), RULES, ON) == bounds.Bounds()


@pytest.mark.parametrize("name", ["regione-2022", "milano-2026", "carate-2025", "trezzo-2025"])
@pytest.mark.parametrize("cost", [None, "1", "399.99", "650", "5000"])
@pytest.mark.parametrize("value", ["0", "9999.99", "18400", "25000"])
def test_no_answer_gives_more_or_less_than_was_said(name, cost, value):
    """Whoever then brings ISEE, cost of the carer and signatures is paid within the bounds said before."""
    rules = shipped(name)
    on = ON if name == "regione-2022" else date(2026, 3, 2)
    before = replace(
        ADELE, isee=None, has_carer=True, carer=CARER, assessment=Assessment(), other_measures=()
    )
    found = bounds.monthly(before, rules, on)
    isee = Isee("sociosanitario", Decimal(value), on.year, date(on.year, 1, 10), date(on.year, 12, 31))
    after = replace(
        before,
        isee=(isee,),
        assessment=ADELE.assessment,
        carer=replace(CARER, monthly_cost=cost and Decimal(cost)),
    )
    total = assess(after, rules, on).monthly_total
    if total and found.high is not None:
        assert found.low <= total <= found.high
    assert found.unbounded or found.high is not None or found.may_be_nothing
