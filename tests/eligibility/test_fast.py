"""The fast path gives what the readable engine gives: on random cases crowded around the edges, for every rule set."""

import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from eligibility.fast import by_assess, compiled
from eligibility.ruleset import load, shipped, shipped_names
from tests.eligibility.edges import at_every_edge
from tests.eligibility.generate import many

RICH = load(Path(__file__).with_name("rich.toml"))
DAYS = {
    "regione-2022": date(2022, 10, 3), "regione-2024": date(2024, 5, 6), "seregno-2025": date(2025, 4, 10),
    "carate-2025": date(2025, 4, 1), "milano-2025": date(2025, 5, 5), "milano-2026": date(2026, 7, 10),
    "trezzo-2025": date(2025, 6, 3), "rich": date(2026, 6, 30), "valserena-2027": date(2027, 4, 1),
}  # fmt: skip
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
SETS = {**{name: shipped(name) for name in shipped_names()}, "rich": RICH,
        "valserena-2027": load(EXAMPLES / "valserena-2027.toml")}  # fmt: skip
# SLOW=1: 100,000 random cases of each set, and fifty people at every edge. As few as find a planted mistake without.
COUNT, BASES = (100_000, 50) if os.environ.get("SLOW") else (400, 3)


@pytest.mark.parametrize("name", SETS)
def test_both_engines_give_the_same_answer(name):
    ruleset, on = SETS[name], DAYS[name]
    quick, verdicts = compiled(ruleset), set()
    for facts in many(ruleset, on, COUNT, seed=len(name)):
        answer = quick(facts, on)
        assert answer == by_assess(facts, ruleset, on), facts.to_json()
        verdicts.add(answer.verdict)
    assert verdicts == {"entitled", "not_entitled", "unknown"}


@pytest.mark.parametrize("name", SETS)
def test_both_engines_give_the_same_answer_at_every_edge(name):
    ruleset, on = SETS[name], DAYS[name]
    quick = compiled(ruleset)
    for facts in at_every_edge(ruleset, on, BASES):
        assert quick(facts, on) == by_assess(facts, ruleset, on), facts.to_json()


@pytest.mark.parametrize(
    "changes", [{"choice": "requested"}, {"choice": "ask"}, {"max_together": Decimal("150.00")}]
)
def test_a_feature_the_fast_path_does_not_know_is_answered_by_the_readable_engine(changes):
    ruleset = replace(RICH, cumulability=replace(RICH.cumulability, together=(), **changes))
    quick = compiled(ruleset)
    for facts in many(ruleset, DAYS["rich"], 60):
        assert quick(facts, DAYS["rich"]) == by_assess(facts, ruleset, DAYS["rich"])
