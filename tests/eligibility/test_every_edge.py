"""Every figure of every rule set, at, below and above: what counts and what does not, to the day and to the cent."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from eligibility import amounts
from eligibility.amounts import Known
from eligibility.criteria import KINDS, quantity
from eligibility.dates import add_months, birthday
from eligibility.facts import Assessment, Caregiver, CarerContract, Facts, Isee, Person, Project
from eligibility.item import CENT
from tests.eligibility.test_fast import DAYS, SETS

DAY = timedelta(1)
RULES = [
    pytest.param(rule, DAYS[name], id=f"{name} {rule.code}")
    for name, ruleset in SETS.items()
    for rule in (*ruleset.criteria, *(r for item in ruleset.interventions for r in item.conditions))
]
SUPPORTS = [
    pytest.param(item, ruleset, DAYS[name], id=f"{name} {item.code}")
    for name, ruleset in SETS.items()
    for item in ruleset.interventions
]


def of_kind(*kinds):
    chosen = [param for param in RULES if param.values[0].kind in kinds]
    assert chosen
    return pytest.mark.parametrize(("rule", "on"), chosen)


def verdict(rule, facts, on):
    return KINDS[rule.kind].evaluate(rule, facts, on).verdict


def born(years, on, **changes):
    return replace(Facts(person=Person(birthday(on, -years))), **changes)


@of_kind("isee")
def test_the_limit_of_the_isee(rule, on):
    for one in rule.classes:
        for kind in one.accepted:
            for value, met in (
                (one.max - CENT, True), (one.max, one.inclusive), (one.max + CENT, False), (Decimal(0), True),
            ):  # fmt: skip
                isee = Isee(kind, value, rule.year or on.year, on, on)
                for age in {one.from_age, (one.end or 120) - 1}:
                    assert verdict(rule, born(age, on, isee=(isee,)), on) == ("met" if met else "not_met")


@of_kind("isee")
def test_the_days_of_the_isee(rule, on):
    one = rule.classes[-1]
    isee = Isee(one.accepted[0], Decimal(0), rule.year or on.year, on, on)
    for changes, met in (
        ({}, "met"), ({"valid_to": on + DAY}, "met"), ({"valid_to": on - DAY}, "unknown"),
        ({"issued_on": on - DAY}, "met"), ({"issued_on": on + DAY}, "unknown"),
    ):  # fmt: skip
        assert verdict(rule, born(one.from_age, on, isee=(replace(isee, **changes),)), on) == met


def edges_of_age(ages):
    """(age, whether it is in) around both ends; an age below zero is nobody's."""
    around = [
        (ages.from_age - 1, False),
        (ages.from_age, True),
        (ages.from_age + 1, ages.end != ages.from_age + 1),
    ]
    if ages.end is not None:
        around += [(ages.end - 1, True), (ages.end, False), (ages.end + 1, False)]
    return [(age, met) for age, met in around if age >= 0]


@of_kind("age")
def test_the_ages(rule, on):
    day = rule.age_on or on
    for age, met in edges_of_age(rule):
        assert verdict(rule, born(age, day), on) == ("met" if met else "not_met")
        eve = Facts(person=Person(birthday(day, -age - 1) + DAY))  # the last day at that age
        assert verdict(rule, eve, on) == ("met" if met else "not_met")


@of_kind("line")
def test_the_ages_of_a_line(rule, on):
    for group in rule.groups:
        for age, met in edges_of_age(group):
            facts = born(age, rule.age_on or on, line=group.code)
            assert verdict(rule, facts, on) == ("met" if met else "not_met"), (group.code, age)


@of_kind("residence")
def test_the_months_of_residence(rule, on):
    """A day too late is not enough; who came on the last day of a longer month is a day early, as the calendar is."""
    full = next(day for day in (add_months(on, -rule.min_months) + DAY * n for n in range(4, -1, -1))
                if add_months(day, rule.min_months) <= on)  # fmt: skip
    for since, met in (
        (full - DAY, "met"),
        (full, "met"),
        (full + DAY, "not_met" if rule.min_months else "met"),
    ):
        facts = Facts(person=Person(resident_in_ambito=True, resident_since=since))
        assert verdict(rule, facts, on) == met


@of_kind("carer")
def test_the_hours_and_the_days_of_the_contract(rule, on):
    low, high = rule.min_weekly_hours, rule.max_weekly_hours
    fits = CarerContract(regular=True, personal_assistant=True, weekly_hours=low or high or Decimal(1))
    tried = [({"starts_on": on}, True), ({"starts_on": on + DAY}, False)]
    tried += [({"ends_on": on}, True), ({"ends_on": on - DAY}, False)]
    tried += [({"weekly_hours": low - CENT}, False), ({"weekly_hours": low}, True)] if low else []
    tried += [({"weekly_hours": high + CENT}, False), ({"weekly_hours": high}, True)] if high else []
    for changes, met in tried:
        assert verdict(rule, Facts(carer=replace(fits, **changes)), on) == ("met" if met else "not_met")


@of_kind("caregiver")
def test_the_hours_of_the_caregiver(rule, on):
    low = rule.min_weekly_hours
    for hours, met in [(low - CENT, False), (low, True), (low + CENT, True)] if low else [(Decimal(0), True)]:
        ada = Caregiver("Ada", "", hours, True, None, True)
        facts = born(40, on, caregiver=ada, filed_with="caregiver", other_caregivers=())
        assert verdict(rule, facts, on) == ("met" if met == rule.present else "not_met")


@of_kind("limitation")
def test_the_months_of_the_assessment(rule, on):
    oldest = on if rule.max_months is None else add_months(on, -rule.max_months)
    for signed, met in ((oldest + DAY, "met"), (oldest, "met"), (oldest - DAY * 4, "unknown")):
        facts = Facts(assessment=Assessment(True, signed_by_both=True, signed_on=signed))
        assert verdict(rule, facts, on) == (met if rule.max_months else "met")


@of_kind("quantity")
def test_the_limits_of_a_quantity(rule, on):
    tiny = 1 if rule.what in quantity.SCORES else CENT
    tried = [] if rule.min is None else [(rule.min - tiny, False), (rule.min, True), (rule.min + tiny, True)]
    tried += [] if rule.max is None else [(rule.max - tiny, True), (rule.max, True), (rule.max + tiny, False)]
    tried += [] if rule.under is None else [(rule.under - tiny, True), (rule.under, False)]
    for figure, met in tried:
        facts = quantity.changed(Facts(), rule.what, Decimal(figure), rule.noun)[1]
        assert verdict(rule, facts, on) == ("met" if met else "not_met")


@pytest.mark.parametrize(("item", "ruleset", "on"), SUPPORTS)
def test_the_ceiling_of_a_documented_cost(item, ruleset, on):
    ceiling = next((step.value for step in item.steps if step.kind == "ceiling"), None)
    if ceiling is None or [step.kind for step in item.steps] != ["documented_cost", "ceiling"]:
        assert item.highest is None or item.highest > 0
        return
    of = item.steps[0].of[0]
    for cost, expected in ((ceiling - CENT, ceiling - CENT), (ceiling, ceiling), (ceiling + CENT, ceiling)):
        if of == "carer":
            facts = Facts(carer=CarerContract(monthly_cost=cost))
        else:
            facts = Facts(**{of: Project("", cost, cost, cost)})
        amount = amounts.compute(item.steps, ruleset.rounding, facts, Known(on=on, per=item.per))
        assert amount.value == amounts.rounded(expected, ruleset.rounding)


TABLES = [
    pytest.param(step, on, id=f"{param.id} {step.name}")
    for param in SUPPORTS
    for item, _, on in [param.values]
    for step in item.steps
    if step.kind == "table"
]


@pytest.mark.parametrize(("table", "on"), TABLES)
def test_the_bands_of_a_table(table, on: date):
    """Every edge of every axis, with the first band of the other: the cell is the one written for that band."""
    for place, axis in enumerate(table.axes):
        for i, band in enumerate(axis.bands):
            edges = [(band.low, band.over is None), (band.low + CENT, True)]
            if band.high is not None:
                edges += [
                    (band.high, band.under is None),
                    (band.high - CENT, True),
                    (band.high + CENT, False),
                ]
            for figure, inside in edges:
                figures = [other.bands[0].low for other in table.axes]
                figures[place] = figure
                where = [0] * len(table.axes)
                where[place] = i
                assert (axis.place(figure) == i) is inside
                if inside:
                    row = table.values[where[0]]
                    assert amounts.cell_of(table, figures) == row[where[1] if len(where) == 2 else 0]
