"""Facts for the tests: a person who meets every requirement of regione-2022, and ways to change one thing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from eligibility.facts import Assessment, CarerContract, Certificate, Facts, Isee, Person
from eligibility.ruleset import shipped

ON = date(2022, 10, 3)
RULES = shipped("regione-2022")

ADELE = Facts(
    person=Person(date(1938, 3, 1), True, "Borgolungo", True),
    certificates=(Certificate("law_104_c3", recognised_on=date(2019, 5, 6)),),
    isee=(Isee("sociosanitario", Decimal("18400"), 2022, date(2022, 2, 1), date(2022, 12, 31)),),
    assessment=Assessment(severe_limitation=True, signed_by_both=True),
    has_caregiver=True,
    has_carer=False,
    plan_approved=True,
)
MINOR_BORN = date(2011, 3, 1)


def with_isee(facts: Facts, value: str, kind: str = "sociosanitario", **changes) -> Facts:
    isee = Isee(kind, Decimal(value), 2022, date(2022, 2, 1), date(2022, 12, 31))
    return replace(facts, isee=(replace(isee, **changes),))


def with_person(facts: Facts, **changes) -> Facts:
    return replace(facts, person=replace(facts.person, **changes))


def with_carer(facts: Facts, **changes) -> Facts:
    carer = CarerContract(regular=True, monthly_cost=Decimal(950), starts_on=date(2022, 1, 10))
    return replace(facts, has_carer=True, carer=replace(carer, **changes))


def finding(outcome, code):
    return next(f for f in outcome.criteria if f.code == code)


def intervention(outcome, code):
    return next(i for i in outcome.interventions if i.code == code)
