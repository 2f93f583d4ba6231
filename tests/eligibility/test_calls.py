"""Real calls beside the shipped ones, written as data: what their source says, each with its worked cases."""

from pathlib import Path

import pytest

from eligibility import cases
from eligibility.assess import assess
from eligibility.fast import by_assess, compiled
from eligibility.ruleset import load
from tests.eligibility.generate import many

CALLS = {
    path.stem: load(path)
    for path in sorted(Path(__file__).with_name("calls").glob("*.toml"))
    if not path.name.endswith(".cases.toml")
}
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "valserena-2027.toml"
FOLDERS = (Path(__file__).with_name("calls"), EXAMPLE.parent)
WORKED = [
    pytest.param(path, case, id=f"{path.name.removesuffix('.cases.toml')} {case.name}")
    for folder in FOLDERS
    for path in sorted(folder.glob("*.cases.toml"))
    for case in cases.load(path)
]


@pytest.mark.parametrize(("path", "case"), WORKED)
def test_a_worked_case_gives_the_outcome_written_beside_the_call(path, case):
    ruleset = load(path.with_name(path.name.replace(".cases", "")))
    assert case.differences(assess(case.facts, ruleset, case.on)) == {}


def test_every_call_has_worked_cases_and_a_source_for_every_rule():
    for folder in FOLDERS:
        names = {p.name.removesuffix(".toml") for p in folder.glob("*.toml") if ".cases" not in p.name}
        assert names == {p.name.removesuffix(".cases.toml") for p in folder.glob("*.cases.toml")}
    assert {name: call.without_source() for name, call in CALLS.items() if call.without_source()} == {}


@pytest.mark.parametrize("name", CALLS)
def test_both_engines_give_the_same_answer(name):
    """The fast path knows what is in these calls, or leaves it to the readable engine."""
    ruleset, on = CALLS[name], cases.load(Path(__file__).with_name("calls") / f"{name}.cases.toml")[0].on
    quick, verdicts = compiled(ruleset), set()
    for facts in many(ruleset, on, 200, seed=len(name)):
        answer = quick(facts, on)
        assert answer == by_assess(facts, ruleset, on), facts.to_json()
        verdicts.add(answer.verdict)
    assert len(verdicts) > 1
