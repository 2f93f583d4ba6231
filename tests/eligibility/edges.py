"""Facts at, just below and just above every figure, age, term and date that a rule set writes anywhere."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from eligibility.assess import assess
from eligibility.dates import add_months, birthday
from eligibility.facts import Facts, Measure
from eligibility.item import CENT
from eligibility.ruleset import RuleSet
from tests.eligibility.generate import many

DAY = timedelta(1)
PROJECTS = ("minor_project", "independent_living_project", "direct_services", "respite")


def written(value) -> Iterator:
    """Every Decimal, whole number, date and code in the criteria and the supports of a rule set."""
    if isinstance(value, tuple):
        for one in value:
            yield from written(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from written(getattr(value, field.name))
    elif isinstance(value, (Decimal, int, date)) and not isinstance(value, bool):
        yield value


def at_every_edge(ruleset: RuleSet, on: date, bases: int) -> Iterator[Facts]:
    """`bases` people who have the right, each moved to every edge, one datum at a time."""
    found = set(written((ruleset.criteria, ruleset.interventions, ruleset.cumulability)))
    figures = {abs(f + step) for f in found if not isinstance(f, date) for step in (-CENT, 0, CENT)}
    counts = {n + step for n in found if isinstance(n, int) for step in (-1, 0, 1) if n + step >= 0}
    days = {
        d + step for d in (*(f for f in found if isinstance(f, date)), on) for step in (-DAY, 0 * DAY, DAY)
    }
    cases = (facts for facts in many(ruleset, on, 100_000, seed=21) if facts.isee and facts.certificates)
    known = (facts for facts in cases if assess(facts, ruleset, on).verdict == "entitled")
    for facts in islice(known, bases):
        for figure in sorted(figures):
            yield from _figure(facts, Decimal(figure).quantize(CENT))
        for count in sorted(counts):
            yield from _count(facts, count, on, days)
        for day in sorted(days):
            yield from _day(facts, day)


def _figure(facts, figure):
    yield replace(facts, isee=tuple(replace(one, value=figure) for one in facts.isee))
    yield replace(facts, service_hours=figure)
    yield replace(facts, school_hours=figure)
    if facts.caregiver is not None:
        yield replace(facts, caregiver=replace(facts.caregiver, weekly_hours=figure))
    if facts.carer is not None:
        yield replace(facts, carer=replace(facts.carer, weekly_hours=figure))
        yield replace(facts, carer=replace(facts.carer, monthly_cost=figure))
    for name in PROJECTS:
        project = getattr(facts, name)
        if project is not None:
            costs = {"monthly_cost": figure, "yearly_cost": figure, "total_cost": figure}
            yield replace(facts, **{name: replace(project, **costs)})
    for code in [measure.code for measure in facts.measures or ()] or ["sad"]:
        yield replace(facts, measures=(Measure(code, figure, weekly_hours=figure, days_per_year=60),))


def _count(facts, count, on, days):
    yield replace(facts, assessment=replace(facts.assessment, adl_score=count))
    yield replace(facts, certificates=tuple(replace(one, percent=count) for one in facts.certificates))
    for code in [measure.code for measure in facts.measures or ()] or ["respite"]:
        yield replace(facts, measures=(Measure(code, Decimal(1), count, Decimal(1)),))
    if count > 120:
        return
    for day in {day for day in days if abs(day - on) < 600 * DAY}:
        born = birthday(day, -count)
        yield replace(facts, person=replace(facts.person, birth_date=born))
    for step in (-DAY, 0 * DAY, DAY):
        since = add_months(on, -count) + step
        yield replace(facts, person=replace(facts.person, resident_since=since))
        yield replace(facts, assessment=replace(facts.assessment, signed_on=since))
        yield replace(facts, person=replace(facts.person, permit_valid_to=add_months(on, count) + step))


def _day(facts, day):
    yield replace(facts, certificates=tuple(replace(one, recognised_on=day) for one in facts.certificates))
    yield replace(facts, certificates=tuple(replace(one, valid_to=day) for one in facts.certificates))
    yield replace(
        facts, certificates=tuple(replace(c, pending=True, receipt_on=day) for c in facts.certificates)
    )
    yield replace(facts, isee=tuple(replace(one, valid_to=day) for one in facts.isee))
    yield replace(facts, isee=tuple(replace(one, issued_on=day) for one in facts.isee))
    yield replace(facts, applied_on=day)
    if facts.carer is not None:
        yield replace(facts, carer=replace(facts.carer, starts_on=day))
        yield replace(facts, carer=replace(facts.carer, ends_on=day))
