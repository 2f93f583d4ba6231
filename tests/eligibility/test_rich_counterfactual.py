"""What would change it, datum by datum, for every kind of rule: refusals and "not yet known" too."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.assess import assess
from eligibility.counterfactual import what_would_change
from eligibility.facts import Assessment, Caregiver, Facts, Measure, Person, Project
from eligibility.ruleset import shipped
from tests.eligibility.generate import one
from tests.eligibility.rich_people import ADULT, IDA, ON, RICH, caregiver, person, with_carer
from tests.eligibility.test_fast import DAYS, SETS


def table(facts, ruleset=RICH, on=ON):
    return {c.label.it: (c.verdict, c.monthly_total) for c in what_would_change(facts, ruleset, on)}


GONE, IN = ("not_entitled", Decimal(0)), ("entitled", Decimal(400))


def test_ida_can_only_lose():
    assert table(IDA) == {
        "Residenza fuori dall’Ambito": GONE,
        "Ingresso in struttura": GONE,
        "ISEE oltre 30.000,00 €": GONE,
        "Arriva: B1": GONE,
        "Nessun caregiver familiare": ("entitled", Decimal(0)),
        "ISEE: 10.000,01 €": ("entitled", Decimal(300)),
        "ISEE: 20.000,01 €": ("entitled", Decimal(100)),
        "ore a settimana nei servizi diurni: 18": ("entitled", Decimal(200)),
    }


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        (person(resident_since=date(2026, 6, 1)), "Residenza nell’Ambito da 3 mesi"),
        (person(resident_since=None), "Residenza nell’Ambito da 3 mesi"),
        (person(citizenship="extra_eu"), "Permesso di soggiorno come richiesto"),
        (replace(IDA, certificates=()), "Riconoscimento: indennità di accompagnamento"),
        (replace(IDA, certificates=None), "Riconoscimento: indennità di accompagnamento"),
        (replace(IDA, assessment=Assessment()), "Una valutazione firmata che trova limitazioni gravi"),
        (
            replace(IDA, assessment=replace(IDA.assessment, signed_on=None)),
            "Una valutazione firmata che trova limitazioni gravi",
        ),
        (replace(IDA, isee=None), "ISEE fino a 30.000,00 €"),
        (replace(IDA, measures=(Measure("b1"),)), "Rinuncia a: B1"),
        (replace(IDA, measures=None), "Nessun’altra misura"),
        (replace(IDA, previous_benefit="indirect"), "Nessun sostegno del bando precedente"),
        (replace(IDA, previous_benefit=None), "Nessun sostegno del bando precedente"),
        (caregiver(cohabiting=False), "Il caregiver vive con la persona"),
        (caregiver(weekly_hours=Decimal(3)), "Almeno 10 ore a settimana di assistenza del caregiver"),
        (caregiver(in_plan=None), "Il caregiver è nel Piano individuale"),
        (
            replace(IDA, filed_with="beneficiary"),
            "Domanda inviata con lo SPID, la CIE o la CNS del caregiver",
        ),
        (
            replace(IDA, other_caregivers=(Caregiver("Ada"),)),
            "Un solo caregiver per persona, salvo i genitori di un minore",
        ),
        (replace(IDA, service_hours=None), "ore a settimana nei servizi diurni: 0"),
        (
            replace(IDA, line=None, person=replace(IDA.person, birth_date=date(1960, 1, 1))),
            "Domanda sulla linea «Anziani»",
        ),
    ],
)
def test_the_door_opens(facts, label):
    found = table(facts)
    assert label in found
    assert found[label][0] == "entitled"


def test_a_contract_with_few_hours_is_told_how_many_are_needed():
    found = table(with_carer(weekly_hours=Decimal(12)))
    assert found["Contratto di almeno 20 ore a settimana"] == ("entitled", Decimal(300))
    found = table(with_carer(weekly_hours=Decimal(20)))
    assert found["ore a settimana dell’assistente: 25"] == ("entitled", Decimal(500))
    assert found["ore a settimana dell’assistente: 40"] == ("entitled", Decimal(800))


def test_independent_living_is_told_what_would_open_it():
    facts = replace(ADULT, requested=("independent_living",), service_hours=Decimal(18))
    found = table(facts)
    assert found["17 ore a settimana nei servizi diurni"] == ("entitled", Decimal(800))
    together = replace(
        facts, service_hours=Decimal(1), person=replace(ADULT.person, lives_with_relatives=True)
    )
    assert table(together)["Non vive con familiari"] == ("entitled", Decimal(800))
    weak = replace(facts, service_hours=Decimal(1), assessment=replace(ADULT.assessment, adl_score=5))
    assert table(weak)["4 punti ADL"] == ("entitled", Decimal(800))
    assert table(weak)["1 punti ADL"] == ("entitled", Decimal(800))


def test_birthdays_to_come_are_dated_and_an_age_not_known_is_tried_on_each_side():
    nearly = replace(person(birth_date=date(1957, 3, 1)), line="adults")  # 69; 70 leaves the line
    assert table(nearly)["A 70 anni compiuti, dal 01/03/2027"] == GONE
    unborn = replace(person(birth_date=None), line=None, requested=("caregiver",))
    found = table(unborn)
    assert found["Età: 70 anni"] == IN
    assert "Età: 17 anni" not in found or found["Età: 17 anni"] != IN


def test_asking_for_one_support_only_may_give_another_answer():
    apart = replace(RICH, cumulability=replace(RICH.cumulability, together=(), choice="ask"))
    both = replace(with_carer(), requested=("caregiver", "carer"))
    assert table(both, apart)["Si chiede solo: Assistente"] == ("entitled", Decimal(800))


def test_a_cost_of_a_year_or_of_a_stay_is_brought_to_its_ceiling():
    facts = replace(IDA, requested=("respite",), respite=Project("Sollievo", None, None, Decimal(100)))
    [change] = [c for c in what_would_change(facts, RICH, ON) if c.label.it.startswith("Costo del progetto")]
    assert (change.label.it, change.project_total) == ("Costo del progetto da 2.200,00 € in su", 1980)
    milano = shipped("milano-2026")
    ada = replace(IDA, direct_services=Project("", None, Decimal(100)), requested=("direct_services",))
    [change] = [
        c for c in what_would_change(ada, milano, DAYS["milano-2026"]) if c.label.it.startswith("Costo")
    ]
    assert change.yearly_total == 3600


def test_an_approved_plan_counts_where_the_call_asks_for_it_at_the_application():
    early = replace(
        RICH,
        criteria=tuple(replace(r, stage="application") if r.kind == "plan" else r for r in RICH.criteria),
    )
    assert table(replace(IDA, plan_approved=False), early)["Piano individuale approvato"] == IN


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(SETS)))
@settings(max_examples=60, deadline=None)
def test_every_change_of_every_set_does_change_something(dice, name):
    ruleset, on = SETS[name], DAYS[name]
    facts = one(dice, ruleset, on)
    today = assess(facts, ruleset, on)
    for change in what_would_change(facts, ruleset, on):
        now = (
            today.verdict,
            today.monthly_total,
            today.yearly_total,
            today.project_total,
            bool(today.reserve),
        )
        then = (
            change.verdict,
            change.monthly_total,
            change.yearly_total,
            change.project_total,
            change.with_reserve,
        )
        assert now != then


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(SETS)))
@settings(max_examples=150, deadline=None)
def test_of_every_set_never_above_a_ceiling_and_same_facts_same_bytes(dice, name):
    ruleset, on = SETS[name], DAYS[name]
    facts = one(dice, ruleset, on)
    outcome = assess(facts, ruleset, on)
    for item in outcome.due:
        top = ruleset.intervention(item.code).highest
        assert item.amount > 0
        assert top is None or item.amount <= top
    assert ruleset.cumulability.allows(tuple(item.code for item in outcome.due))
    again = Facts.from_json(facts.to_json())
    assert again == facts
    assert assess(again, ruleset, on).to_json() == outcome.to_json()
    assert type(outcome).from_json(outcome.to_json()) == outcome
    assert (outcome.verdict == "unknown") <= bool(outcome.missing)


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(SETS)))
@settings(max_examples=100, deadline=None)
def test_of_every_set_a_higher_isee_never_earns_more(dice, name):
    ruleset, on = SETS[name], DAYS[name]
    facts = one(dice, ruleset, on)
    if not facts.isee:
        return
    values = sorted(dice.choice((0, 9000, 25000, 25001, 30000, 30001, 40001)) for _ in range(2))
    totals = [
        assess(replace(facts, isee=tuple(replace(i, value=Decimal(v)) for i in facts.isee)), ruleset, on)
        for v in values
    ]
    if None not in [outcome.monthly_total for outcome in totals]:
        assert totals[1].monthly_total <= totals[0].monthly_total
        assert totals[1].yearly_total <= totals[0].yearly_total


KEPT = {
    "requested",
    "line",
    "applied_on",
    "person",
    "assessment",
    "has_caregiver",
    "has_carer",
    "measures",
    "other_measures",
}


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(SETS)))
@settings(max_examples=150, deadline=None)
def test_of_every_set_adding_evidence_never_turns_known_into_unknown(dice, name):
    ruleset, on = SETS[name], DAYS[name]
    late = one(dice, ruleset, on)
    forgotten = [f.name for f in fields(Facts) if f.name not in KEPT and dice.random() < 0.3]
    # of what the call asks itself, not known is a row that is not there
    early = replace(late, **{name: () if name in ("figures", "replies") else None for name in forgotten})
    if dice.random() < 0.2:
        early = replace(early, person=Person(), measures=None, other_measures=None)
    before, after = assess(early, ruleset, on), assess(late, ruleset, on)
    assert before.verdict in ("unknown", after.verdict)
    assert not (before.monthly_total is not None and after.monthly_total is None)
