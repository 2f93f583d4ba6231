"""Between which sums: worked by hand, and never narrower than what an answer then gives."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from eligibility import bounds
from eligibility.assess import assess
from eligibility.facts import Assessment, CarerContract, Facts, Isee, Measure
from eligibility.ruleset import shipped
from tests.eligibility import rich_people
from tests.eligibility.people import ADELE, MINOR_BORN, ON, RULES, with_carer, with_isee, with_person
from tests.eligibility.rich_people import IDA, RICH

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


def test_an_answer_yes_or_no_about_the_person_is_tried_beside_a_datum_of_many_values():
    missing = with_person(replace(ADELE, isee=None), lives_at_home=None)
    assert said(missing) == (Decimal(400), Decimal(400), [], True)


def test_a_cost_without_a_ceiling_has_no_bounds_and_is_named():
    minor = with_person(with_isee(ADELE, "1000", "ordinario"), birth_date=MINOR_BORN)
    found = bounds.monthly(replace(minor, requested=("minors_voucher",)), RULES, ON)
    assert (found.low, found.high, found.depends_on) == (None, None, ())
    assert [one.field for one in found.unbounded] == ["minor_project.monthly_cost"]


def test_a_datum_nobody_can_guess_has_no_bounds_and_is_named():
    """From the answer to the citizenship another question opens (the permit): no value settles it by itself."""
    found = bounds.monthly(rich_people.person(citizenship=None), RICH, rich_people.ON)
    assert (found.low, found.high) == (None, None)
    assert [one.field for one in found.unbounded] == ["person.citizenship"]


def test_the_measures_nobody_asked_about_and_those_without_their_figure():
    """Trezzo 2025: some measures close the right, respite does so beyond its days."""
    rules, on = shipped("trezzo-2025"), date(2026, 3, 2)
    isee = Isee("sociosanitario", Decimal(18400), 2026, date(2026, 2, 1), date(2026, 12, 31))
    one = replace(ADELE, isee=(isee,), requested=("caregiver",))
    for unknown in (
        replace(one, other_measures=None),
        replace(one, other_measures=("respite",), measures=(Measure("respite"),)),
    ):
        assert assess(unknown, rules, on).verdict == "unknown"
        found = bounds.monthly(unknown, rules, on)
        assert (found.low, found.high) == (Decimal(100), Decimal(100))
    paid = Measure("home_care_premium")  # so much a month is taken off: up to all of it
    assert assess(replace(IDA, measures=(paid,)), RICH, rich_people.ON).verdict == "unknown"
    found = bounds.monthly(replace(IDA, measures=(paid,)), RICH, rich_people.ON)
    assert (found.low, found.high, found.may_be_nothing) == (Decimal(400), Decimal(400), True)


def test_nobody_waits_for_a_range_of_too_many_tries(monkeypatch):
    missing = replace(ADELE, isee=None)
    assert bounds.monthly(missing, RULES, ON) != bounds.Bounds()
    monkeypatch.setattr(bounds, "MOST_TRIES", 2)
    assert bounds.monthly(missing, RULES, ON) == bounds.Bounds()


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
