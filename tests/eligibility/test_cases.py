"""The worked cases beside each rule set, and the four that the measure is accepted by."""

from dataclasses import replace
from decimal import Decimal

import pytest

from eligibility import cases
from eligibility.assess import assess
from eligibility.canonical import Misfit
from eligibility.ruleset import SHIPPED, load
from tests.eligibility.people import ADELE, ON, RULES, with_carer

SHIPPED_CASES = [
    pytest.param(path, case, id=f"{path.stem} {case.name}")
    for path in sorted(SHIPPED.glob("*.cases.toml"))
    for case in cases.load(path)
]


@pytest.mark.parametrize(("path", "case"), SHIPPED_CASES)
def test_a_worked_case_gives_the_outcome_written_beside_the_rules(path, case):
    ruleset = load(path.with_name(path.name.replace(".cases", "")))
    assert case.differences(assess(case.facts, ruleset, case.on)) == {}


def test_every_shipped_rule_set_has_worked_cases():
    rule_sets = {p.stem for p in SHIPPED.glob("*.toml") if not p.name.endswith(".cases.toml")}
    assert rule_sets == {p.name.removesuffix(".cases.toml") for p in SHIPPED.glob("*.cases.toml")}


# Source of the four: ATS Brescia, Misura B2, page of 30/09/2022.
@pytest.mark.parametrize(
    ("facts", "total"),
    [
        (ADELE, "400.00"),  # 1: family caregiver
        (with_carer(ADELE), "800.00"),  # 2: caregiver and a regularly employed carer, 950.00 a month
        (
            with_carer(replace(ADELE, has_caregiver=False), monthly_cost=Decimal(650)),
            "650.00",
        ),  # 3a: carer alone
        (with_carer(replace(ADELE, has_caregiver=False), monthly_cost=Decimal(1150)), "800.00"),  # 3b
    ],
)
def test_the_four_cases_of_the_measure(facts, total):
    outcome = assess(facts, RULES, ON)
    assert outcome.monthly_total == Decimal(total)
    assert outcome.ready_for_award


def test_a_cases_file_without_cases_is_empty_and_a_wrong_one_names_the_case(tmp_path):
    path = tmp_path / "x.cases.toml"
    path.write_text("")
    assert cases.load(path) == ()
    path.write_text('[[cases]]\nname = "a"\nsource = "b"\non = 2022-01-01\nverdict = "yes"\nfacts = {}\n')
    with pytest.raises(Misfit, match=r'cases\[1\]\.verdict: found "yes", allowed: "entitled"'):
        cases.load(path)
