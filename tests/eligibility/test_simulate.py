"""A call against another: who enters, leaves, gains, loses and why; and old decisions computed again."""

import json
from dataclasses import fields, replace
from decimal import Decimal

import pytest

from eligibility import compare, json_schema, reference
from eligibility.assess import assess
from eligibility.facts import Facts, Person
from eligibility.replay import replay
from eligibility.ruleset import shipped
from eligibility.simulate import SimulationStopped, Tally, isee_band, simulate
from tests.eligibility.generate import many
from tests.eligibility.people import ADELE, ON, RULES, with_carer, with_isee, with_person
from tests.eligibility.rich_people import RICH

NEW = shipped("regione-2024")
LOW = replace(
    RULES,
    name="local",
    criteria=tuple(
        replace(rule, classes=tuple(replace(c, max=Decimal(18000)) for c in rule.classes))
        if rule.kind == "isee"
        else rule
        for rule in RULES.criteria
    ),
)
CASES = {
    "same": with_isee(ADELE, "18000"), "leaves": ADELE, "open": replace(ADELE, isee=None),
    "poor": with_isee(with_carer(ADELE, monthly_cost=Decimal(100)), "5000"),
}  # fmt: skip


def test_who_leaves_and_why():
    changes = []
    tally = simulate(CASES.items(), RULES, LOW, ON, on_change=lambda change, facts: changes.append(change))
    assert [(c.case, c.kind, c.difference) for c in changes] == [("leaves", "leaves", Decimal(-4800))]
    assert tally.total.kinds == {"unchanged": 3, "leaves": 1}
    assert (tally.total.cases, tally.total.old_monthly, tally.total.new_monthly) == (4, 1300, 900)
    assert tally.reasons == {"isee": 1}
    [(change, words)] = tally.most_affected(RULES, LOW, ON)
    assert change.case == "leaves"
    assert [text.it for text in words] == [
        "ISEE: L’ISEE è 18.400,00 €: supera di 400,00 € il limite di 18.000,00 €.",
        "Buono per il caregiver familiare: da 400,00 € a 0,00 €.",
    ]
    assert set(tally.by_isee) == {"20000", "", "6000"}
    assert tally.by_municipality["Borgolungo"].cases == 4
    assert tally.by_line[""].new_yearly == 10800


def test_who_enters_gains_loses_swaps_and_becomes_known():
    def kind(facts, old=RULES, new=NEW):
        tally = simulate([("x", facts)], old, new, ON)
        return next(iter(tally.total.kinds))

    asked = replace(with_carer(ADELE), requested=("caregiver",))
    assert kind(asked) == "loses"  # 400.00 becomes 100.00
    assert kind(ADELE, LOW, RULES) == "enters"
    alone = with_carer(ADELE, monthly_cost=Decimal(1150))
    assert kind(alone) == "gains"  # 800.00 becomes 900.00, caregiver and carer
    assert kind(alone, NEW, RULES) == "loses"
    cheap = replace(ADELE, isee=None, requested=("caregiver",))
    assert kind(cheap) == "unchanged"
    assert (
        kind(replace(ADELE, isee=None), RULES, replace(RULES, criteria=RULES.criteria[:4])) == "becomes_known"
    )
    assert (
        kind(replace(ADELE, isee=None), replace(RULES, criteria=RULES.criteria[:4]), RULES)
        == "becomes_unknown"
    )
    both = replace(with_carer(ADELE), has_caregiver=False)
    assert (
        kind(
            both,
            RULES,
            replace(
                RULES,
                interventions=(replace(RULES.interventions[2], code="other"),),
                cumulability=replace(RULES.cumulability, together=()),
            ),
        )
        == "swaps"
    )
    assert kind(with_person(ADELE, lives_at_home=False)) == "unchanged"


def test_a_support_the_new_set_lacks_keeps_its_words():
    gone = replace(
        RULES, interventions=RULES.interventions[2:], cumulability=replace(RULES.cumulability, together=())
    )
    tally = simulate([("x", replace(ADELE, requested=("caregiver",)))], RULES, gone, ON)
    assert [w.it for _, words in tally.most_affected(RULES, gone, ON) for w in words] == [
        "Buono per il caregiver familiare: da 400,00 € a 0,00 €."
    ]
    [(_, words)] = simulate([("x", ADELE)], gone, RULES, ON).most_affected(gone, RULES, ON)
    assert [w.it for w in words] == ["Buono per il caregiver familiare: da 0,00 € a 400,00 €."]


def test_a_requirement_that_is_new_is_named():
    outcome_old, outcome_new = (
        assess(ADELE, replace(RULES, criteria=RULES.criteria[:4]), ON),
        assess(ADELE, RULES, ON),
    )
    from eligibility.simulate import why  # noqa: PLC0415

    assert {text.it.split(":")[0] for text in why(outcome_old, outcome_new)} == {"ISEE", "Piano individuale"}


def test_two_halves_merged_are_the_whole():
    cases = [(f"{n:04}", facts) for n, facts in enumerate(many(RULES, ON, 300))]
    whole = simulate(cases, RULES, NEW, ON)
    merged = simulate(cases[:120], RULES, NEW, ON)
    merged.merge(simulate(cases[120:], RULES, NEW, ON))
    assert merged.total == whole.total
    assert (merged.by_isee, merged.by_municipality, merged.by_line) == (
        whole.by_isee,
        whole.by_municipality,
        whole.by_line,
    )
    assert merged.reasons == whole.reasons
    assert len(merged.affected) == len(whole.affected) == 10
    assert [c.case for c, _ in merged.most_affected(RULES, NEW, ON)] == [
        c.case for c, _ in whole.most_affected(RULES, NEW, ON)
    ]


def test_a_simulation_keeps_only_what_changed():
    seen = []

    def stream():
        for n in range(50):
            seen.append(n)
            yield str(n), ADELE

    assert simulate(stream(), RULES, RULES, ON).affected == []
    assert len(seen) == 50


@pytest.mark.parametrize(("old", "new", "name"), [(RULES, NEW, "regione-2022"), (RICH, RICH, "rich")])
def test_a_rule_that_fails_stops_the_simulation_and_names_the_case(old, new, name):
    cases = [("fine", ADELE), ("broken", replace(ADELE, certificates=(None,)))]
    with pytest.raises(SimulationStopped, match=rf"^broken: {name} fails on this case \(AttributeError"):
        simulate(cases, old, new, ON)


def test_the_set_that_fails_is_named_when_it_is_the_new_one():
    broken = replace(ADELE, assessment=None, person=replace(ADELE.person, lives_at_home=False))
    stricter = replace(
        RULES, criteria=tuple(rule for rule in RULES.criteria if rule.kind != "at_home"), name="second"
    )
    with pytest.raises(SimulationStopped, match="x: second fails"):
        simulate([("x", broken)], RULES, stricter, ON)


@pytest.mark.parametrize(
    ("value", "band"),
    [("0", "0"), ("0.01", "3000"), ("3000", "3000"), ("20000.01", "25000"), ("40000.01", "over")],
)
def test_isee_bands(value, band):
    assert isee_band(with_isee(ADELE, value)) == band
    assert isee_band(Facts()) == ""


def test_an_empty_simulation_is_empty():
    assert simulate([], RULES, NEW, ON) == Tally()


def test_a_replay_is_byte_identical_or_shows_the_difference():
    outcome = assess(ADELE, RULES, ON)
    assert replay(ADELE.to_json(), RULES, ON, outcome.to_json()).same
    found = replay(json.loads(ADELE.to_json()), RULES, ON, outcome.to_json().replace('"400.00"', '"300.00"'))
    assert not found.same
    assert {(d.place, d.stored, d.computed) for d in found.differences} >= {
        ("monthly_total", "300.00", "400.00")
    }
    data = json.loads(outcome.to_json())
    del data["monthly_total"], data["criteria"][0]
    places = {
        d.place: (d.stored, d.computed[:2])
        for d in replay(ADELE.to_json(), RULES, ON, json.dumps(data)).differences
    }
    assert places["monthly_total"] == ("", "40")
    assert places["criteria"][1] == "[{"


def test_decisions_of_the_first_version_replay_to_the_same_bytes():
    import hashlib  # noqa: PLC0415

    digest = hashlib.sha256()
    for facts in (
        ADELE,
        with_carer(ADELE),
        with_isee(ADELE, "25000.01"),
        Facts(),
        replace(ADELE, plan_approved=False),
    ):
        digest.update(assess(facts, RULES, ON).to_json().encode())
    assert digest.hexdigest() == FIRST_VERSION
    assert RULES.hash == "4ca02230e65d1cf77cc719368b3873e9d5e5fb421be49d296929cce21f529288"


FIRST_VERSION = "f71c480ca2dee2343c2bfc02d14e4c0cff8bb4ddd921f7d5e25b9f46f591cec5"


def test_two_sets_side_by_side_show_only_what_differs():
    assert compare.differences(RULES, RULES) == ()
    rows = {row.place: row for row in compare.differences(RULES, LOW)}
    assert set(rows) == {"name", "criteria[isee].classes[minori].max", "criteria[isee].classes[adulti].max"}
    adults = rows["criteria[isee].classes[adulti].max"]
    assert (adults.old, adults.new, adults.effect, adults.label["en"]) == (
        "25000.00",
        "18000",
        "lowered",
        "adults",
    )
    raised = {row.effect for row in compare.differences(LOW, RULES) if row.place != "name"}
    assert raised == {"raised"}
    added = {
        row.place: (row.effect, row.label["it"]) for row in compare.differences(shipped("regione-2022"), NEW)
    }
    assert added["interventions[caregiver_supplement]"] == (
        "removed",
        "Integrazione per l’assistente assunta",
    )
    assert added["benefit"] == ("added", "Periodo del sostegno")
    assert added["title"][0] == "changed"
    twice = replace(RICH, open=RICH.open * 2)
    assert [row.place for row in compare.differences(RICH, twice)] == ["open[windows 2]"]


def test_the_json_schema_in_the_repository_is_the_one_of_the_code():
    path = json_schema.__file__.replace("json_schema.py", "ruleset.schema.json")
    with open(path, encoding="utf-8") as file:
        assert file.read() == json_schema.text(), (
            "run: python -m eligibility.json_schema > eligibility/ruleset.schema.json"
        )
    schema = json_schema.schema()
    assert schema["required"] == ["name", "title", "criteria", "interventions", "rounding", "cumulability"]
    assert {"$ref": "#/$defs/criterion_isee"} in schema["properties"]["criteria"]["items"]["oneOf"]


def test_the_reference_in_the_documentation_is_the_one_of_the_code():
    text = reference.DOCUMENT.read_text(encoding="utf-8")
    assert reference.document(text) == text, "run: python -m eligibility.reference"
    for name in (*[f.name for f in fields(Facts)], *[f.name for f in fields(Person)]):
        assert f"`{name}" in text, name
