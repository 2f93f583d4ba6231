"""A finding shared by many people is, word for word, the one that would be made for each of them anew."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from eligibility import canonical
from eligibility.assess import assess
from eligibility.criteria import (
    KINDS,
    age,
    at_home,
    caregiver,
    carer,
    evaluate,
    limitation,
    measures,
    plan,
    project,
    question,
    residence,
    severity,
    shared,
)
from eligibility.facts import Assessment, Facts, Person, Reply
from eligibility.ruleset import shipped
from eligibility.text import Text
from tests.eligibility.generate import many
from tests.eligibility.test_fast import DAYS, RICH, SETS

ON = date(2026, 6, 30)
WORDS = {"label": Text("Voce", "Item"), "sentence": Text("Frase.", "Sentence."), "sources": ()}
# Every kind whose findings are shared, with each parameter that makes its findings read more.
RULES = [
    kind.Rule(kind=name, code=f"{name}_{i}", **WORDS, **asked)
    for name, kind, variants in (
        ("age", age, [{"from_age": 18}, {"under_age": 18, "age_on": date(2026, 1, 1)}]),
        ("at_home", at_home, [{}]),
        ("caregiver", caregiver, [
            {"present": True}, {"present": False}, {"present": True, "cohabiting": True},
            {"present": True, "in_plan": True}, {"present": True, "own_access": True},
            {"present": True, "one_per_person": True},
            {"present": True, "min_weekly_hours": Decimal(18)},
        ]),
        ("carer", carer, [
            {}, {"regular": False}, {"personal_assistant": True}, {"regular": False, "personal_assistant": True},
            {"min_weekly_hours": Decimal(18)}, {"max_weekly_hours": Decimal(40)}, {"present": False},
        ]),
        ("limitation", limitation, [{}, {"max_months": 24}, {"not_before": date(2025, 6, 30)}]),
        ("measures", measures, [{"measures": (measures.Treatment(code="b1", how="incompatible", **WORDS),)}]),
        ("plan", plan, [{}]),
        ("project", project, [{"of": "minor_project"}, {"of": "independent_living_project"}]),
        ("question", question, [{
            "of": "need", "datum": Text("se", "if"), "accepted": ("no",),
            "answers": tuple(question.Choice(code=code, label=Text(code, code)) for code in ("yes", "no")),
        }]),
        ("residence", residence, [{}, {"min_months": 3}]),
        ("severity", severity, [
            {"any_of": ("law_104_c3",)}, {"any_of": ("law_104_c3", "care_allowance", "civil_invalidity")},
        ]),
    )
    for i, asked in enumerate(variants)
]  # fmt: skip


def told(finding):
    return canonical.dumps(finding)


def test_every_kind_that_is_shared_is_among_these_rules():
    assert {rule.kind for rule in RULES} == set(shared._SAME)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_finding_is_the_one_made_anew(rule):
    verdicts = set()
    for on in (ON, ON - timedelta(400), ON + timedelta(200)):  # the same rule, asked on three days
        for facts in many(RICH, ON, 150, seed=5):
            replies = (Reply("need", "yes" if facts.has_carer else "no"),)
            for known in (facts, replace(facts, minor_project=named(facts.minor_project), replies=replies)):
                found = evaluate(rule, known, on)
                assert told(found) == told(KINDS[rule.kind].evaluate(rule, known, on)), known.to_json()
                verdicts.add(found.verdict)
    assert len(verdicts) >= 2


def named(record):
    return None if record is None else replace(record, title="Laboratorio di musica")


@pytest.mark.parametrize("name", SETS)
def test_who_asks_first_does_not_change_what_the_next_one_is_told(name):
    """The same bytes with an engine that has seen a hundred people and with one that has seen nobody."""
    seasoned, on = SETS[name], DAYS[name]
    for facts in many(seasoned, on, 100, seed=8):
        fresh = replace(
            seasoned,
            criteria=tuple(replace(rule) for rule in seasoned.criteria),
            interventions=tuple(
                replace(item, conditions=tuple(replace(rule) for rule in item.conditions))
                for item in seasoned.interventions
            ),
        )
        assert assess(facts, seasoned, on).to_json() == assess(facts, fresh, on).to_json()


def test_people_of_the_same_town_share_their_finding():
    rule = RULES[[rule.code for rule in RULES].index("residence_0")]
    one, other = (
        Facts(person=Person(born, True, "Borgolungo")) for born in (date(1940, 1, 1), date(1999, 1, 1))
    )
    assert evaluate(rule, one, ON) is evaluate(rule, other, ON)


def test_the_findings_kept_do_not_grow_without_end():
    rule = RULES[[rule.code for rule in RULES].index("residence_0")]
    for n in range(shared._MOST + 20):
        found = evaluate(rule, Facts(person=Person(None, True, f"Comune {n}")), ON)
        assert found.found == Text(f"Comune {n}", f"Comune {n}")
    assert len(rule.findings) == shared._MOST


def test_the_refusals_kept_do_not_grow_without_end(monkeypatch):
    monkeypatch.setattr("eligibility.assess.MOST_REFUSALS", 1)
    ruleset = replace(shipped("regione-2022"))
    away = Facts(person=Person(None, False, "Altrove", False))
    for facts in (
        away,
        replace(away, person=Person(None, False, "Altrove")),
        replace(away, assessment=Assessment()),
    ):
        assert assess(facts, ruleset, ON).interventions[0].verdict == "not_due"
    assert len(ruleset.refusals) == 1
    assert assess(replace(away, person=Person(None, True, "Qui", False)), ruleset, ON).interventions[
        0
    ].reason == Text(
        "Manca un requisito della misura: Vive a casa.",
        "A requirement of the measure is not met: Lives at home.",
    )
