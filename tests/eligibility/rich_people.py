"""A woman who meets every requirement of rich.toml, and ways to change one thing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from eligibility.assess import assess
from eligibility.facts import Assessment, Caregiver, CarerContract, Certificate, Facts, Isee, Person
from eligibility.ruleset import load

ON = date(2026, 6, 30)
TEXT = Path(__file__).with_name("rich.toml").read_text(encoding="utf-8")
RICH = load(TEXT, "rich.toml")
IDA = Facts(
    person=Person(
        date(1940, 1, 1), True, "Borgolungo", True, date(2000, 1, 1), "italian", lives_with_relatives=False
    ),
    certificates=(Certificate("care_allowance", date(2020, 1, 1)),),
    isee=(Isee("sociosanitario", Decimal(9000), 2026, date(2026, 2, 1), date(2026, 12, 31)),),
    assessment=Assessment(True, 3, None, True, date(2026, 5, 1)),
    caregiver=Caregiver("Marta", "figlia", Decimal(20), True, True, True),
    has_carer=False,
    requested=("caregiver",),
    plan_approved=True,
    line="elderly",
    filed_with="caregiver",
    measures=(),
    previous_benefit="none",
    other_caregivers=(),
    service_hours=Decimal(0),
    school_hours=Decimal(0),
)
CARER = CarerContract("Olga", True, Decimal(40), Decimal("1200"))
ADULT = replace(IDA, person=replace(IDA.person, birth_date=date(1986, 6, 30)), line="adults")


def person(**changes):
    return replace(IDA, person=replace(IDA.person, **changes))


def caregiver(**changes):
    return replace(IDA, caregiver=replace(IDA.caregiver, **changes))


def with_carer(facts=IDA, **changes):
    return replace(facts, has_carer=True, carer=replace(CARER, **changes), requested=("carer",))


def look(facts, code, on=ON):
    """(verdict, reason in Italian, missing fields) of a requirement, or of a condition of what is requested."""
    outcome = assess(facts, RICH, on)
    found = [*outcome.criteria, *(f for item in outcome.interventions for f in item.conditions)]
    one = next(f for f in found if f.code == code)
    return one.verdict, one.reason.it, tuple(m.field for m in one.missing)


def amount(facts, code, on=ON):
    item = next(i for i in assess(facts, RICH, on).interventions if i.code == code)
    return item.verdict, item.amount
