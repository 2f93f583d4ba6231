"""What must hold for every case, not only for those somebody thought of."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.assess import assess
from eligibility.counterfactual import what_would_change
from eligibility.facts import Assessment, Caregiver, CarerContract, Certificate, Facts, Isee, Person, Project
from eligibility.outcome import Outcome
from tests.eligibility.people import ADELE, ON, RULES, with_isee

CODES = [i.code for i in RULES.interventions]
CEILINGS = {i.code: next(s.value for s in i.steps if s.kind == "ceiling") for i in RULES.interventions}

money = st.decimals(0, 60000, places=2) | st.sampled_from(
    [Decimal(25000), Decimal("25000.01"), Decimal(40000), Decimal(800)]
)
near = st.integers(-400, 400).map(lambda days: ON + timedelta(days))
maybe = st.none() | st.booleans()


def known(**kwargs):
    return {name: st.none() | strategy for name, strategy in kwargs.items()}


certificate = st.builds(
    Certificate, st.sampled_from(["law_104_c3", "care_allowance", "attendance_allowance"]),
    recognised_on=st.none() | near, valid_to=st.none() | near, pending=st.booleans(),
)  # fmt: skip
isee = st.builds(
    Isee,
    st.sampled_from(["ordinario", "sociosanitario", "sociosanitario_ristretto", "minorenni", "corrente"]),
    money, st.integers(2020, 2023), st.none() | near, st.none() | near, st.booleans(),
)  # fmt: skip
person = st.builds(
    Person,
    birth_date=st.none() | st.dates(date(1920, 1, 1), ON),
    resident_in_ambito=maybe,
    lives_at_home=maybe,
)
carer = st.builds(
    CarerContract,
    regular=maybe,
    **known(monthly_cost=money, starts_on=near, ends_on=near),
    personal_assistant=st.booleans(),
)
project = st.builds(Project, monthly_cost=st.none() | money)


@st.composite
def cases(draw):
    has_carer, has_caregiver = draw(maybe), draw(maybe)
    return Facts(
        person=draw(person),
        certificates=draw(st.none() | st.lists(certificate, max_size=3).map(tuple)),
        isee=draw(st.none() | st.lists(isee, max_size=3).map(tuple)),
        assessment=draw(st.builds(Assessment, severe_limitation=maybe, signed_by_both=maybe)),
        has_caregiver=has_caregiver,
        caregiver=draw(st.none() | st.just(Caregiver("Marta"))) if has_caregiver else None,
        has_carer=has_carer,
        carer=draw(st.none() | carer) if has_carer else None,
        minor_project=draw(st.none() | project),
        independent_living_project=draw(st.none() | project),
        requested=tuple(draw(st.lists(st.sampled_from(CODES), unique=True))),
        plan_approved=draw(maybe),
    )


@given(cases())
def test_never_above_a_ceiling_and_the_total_is_the_sum(facts):
    outcome = assess(facts, RULES, ON)
    for item in outcome.due:
        assert item.amount > 0
        assert CEILINGS[item.code] is None or item.amount <= CEILINGS[item.code]
    if outcome.monthly_total is not None:
        expected = sum((i.amount for i in outcome.due), Decimal(0)) if outcome.verdict == "entitled" else 0
        assert outcome.monthly_total == expected
    assert len(outcome.due) < 2 or {i.code for i in outcome.due} == {"caregiver", "caregiver_supplement"}


@given(cases())
def test_what_is_unknown_names_what_is_missing_and_what_is_missing_is_unknown(facts):
    outcome = assess(facts, RULES, ON)
    for item in (*outcome.criteria, *outcome.interventions):
        assert (item.verdict == "unknown") is bool(item.missing)
        assert item.reason.it
        assert item.reason.en
    assert (outcome.monthly_total is None) <= bool(outcome.missing)
    assert "{" not in outcome.sentence.it + outcome.sentence.en


@given(cases(), money, money)
def test_a_higher_isee_never_earns_more(facts, one, other):
    low, high = sorted((one, other))
    totals = []
    for value in (low, high):
        kind = "ordinario" if (facts.age_on(ON) or 0) < 18 else "sociosanitario"
        total = assess(with_isee(facts, str(value), kind), RULES, ON).monthly_total
        totals.append(total)
    if None not in totals:
        assert totals[1] <= totals[0]


def forget(draw, record):
    """The same facts, with some of the data not known yet."""
    changes = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name == "requested" or field.name in (
            "starts_on",
            "ends_on",
        ):  # None there says "open-ended"
            continue
        if is_dataclass(value) and field.name in ("person", "assessment"):
            changes[field.name] = forget(draw, value)
        elif value is not None and draw(st.booleans()):
            changes[field.name] = None
    for yes, name in (("has_caregiver", "caregiver"), ("has_carer", "carer")):
        if changes.get(yes, True) is None:
            changes[name] = None
    return replace(record, **changes)


@given(st.data(), cases())
@settings(max_examples=300)
def test_adding_evidence_never_turns_known_into_unknown(data, facts):
    before, after = assess(forget(data.draw, facts), RULES, ON), assess(facts, RULES, ON)
    assert before.verdict in ("unknown", after.verdict)
    for early, late in zip(before.criteria, after.criteria, strict=True):
        assert early.verdict in ("unknown", late.verdict)
    for early, late in zip(before.interventions, after.interventions, strict=True):
        assert not (early.verdict != "unknown" and late.verdict == "unknown"), early.code
    assert not (before.monthly_total is not None and after.monthly_total is None)


@given(cases())
def test_same_facts_same_bytes_and_both_come_back_from_their_json(facts):
    again = Facts.from_json(facts.to_json())
    assert again == facts
    outcome = assess(facts, RULES, ON)
    assert assess(again, RULES, ON).to_json() == outcome.to_json()
    assert Outcome.from_json(outcome.to_json()) == outcome
    granted = tuple(replace(one, steps=(), conditions=()) for one in outcome.interventions)
    assert Outcome.amounts_from_json(outcome.to_json()) == replace(
        outcome, criteria=(), interventions=granted
    )


@given(cases())
@settings(max_examples=30)
def test_every_change_listed_does_change_something(facts):
    today = assess(facts, RULES, ON)
    for change in what_would_change(facts, RULES, ON):
        assert (change.verdict, change.monthly_total) != (today.verdict, today.monthly_total)


def test_the_person_of_the_tests_is_entitled():
    assert assess(ADELE, RULES, ON).ready_for_award
