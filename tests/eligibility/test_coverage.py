"""docs/rules-coverage.md, row by row: its keys exist, its cases are run, its tests are there."""

import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from eligibility import cases, json_schema
from eligibility.assess import assess
from eligibility.budget import Budget, BudgetLine
from eligibility.calendar import Calendar, months_due, timeline
from eligibility.ruleset import SHIPPED, shipped
from eligibility.text import Text
from tests.eligibility.test_calls import CALLS

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "rules-coverage.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| variation", "| case "))
]
SCHEMA = json_schema.schema()
WORDS = {"label": Text("Voce", "Item"), "sentence": Text("Frase.", "Sentence.")}


def properties(name):
    definitions = SCHEMA["$defs"]
    found = SCHEMA if name == "RuleSet" else definitions.get(f"criterion_{name}") or definitions.get(name)
    return found["properties"] if found else {}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_a_row_names_keys_that_exist_and_proofs_that_are_run(row):
    keys = re.findall(r"`(\w+)\.(\w+)`", row[1]) if len(row) == 3 else []
    assert keys or len(row) == 2
    assert [f"{kind}.{key}" for kind, key in keys if key not in properties(kind)] == []
    proofs = re.findall(r"`([^`]+)`", row[-1])
    assert proofs
    for proof in proofs:
        file, _, name = proof.partition("::")
        if not file.endswith(".py"):
            folders = (SHIPPED, HERE / "calls")
            assert any((folder / f"{file}.cases.toml").exists() for folder in folders), proof
            continue
        folder = HERE.parent if "/" in file else HERE  # what takes effect in another room is proved there
        text = (folder / file).read_text(encoding="utf-8")
        assert f"def {name}(" in text if name else "def test_" in text, proof


def test_every_kind_of_requirement_and_of_step_is_on_the_page():
    """What the schema has and no real call asked for would be a row that nobody wrote."""
    kinds = {name for name in SCHEMA["$defs"] if name.startswith("criterion_")}
    named = {f"criterion_{kind}" for kind, _ in re.findall(r"`(\w+)\.(\w+)`", PAGE)}
    # at home, the age, the project and the old form of the certificates ask nothing that differs between calls
    assert kinds - named == {f"criterion_{kind}" for kind in ("age", "at_home", "project", "severity")}
    steps = ("Fixed", "DocumentedCost", "Share", "Ceiling", "OtherMeasures", "Table")
    assert all(f"`{step}." in PAGE for step in steps)


def test_the_cases_of_the_memo_are_among_the_cases_that_run():
    """Each file named for the cases of the memo has, for each of their numbers, a case that begins with it."""
    for numbers, proofs in (row for row in ROWS if len(row) == 2):
        files = [
            proof for proof in re.findall(r"`([\w-]+)`", proofs) if (SHIPPED / f"{proof}.cases.toml").exists()
        ]
        for file in files:
            names = [case.name for case in cases.load(SHIPPED / f"{file}.cases.toml")]
            for number in numbers.split(", "):
                assert any(name.startswith(f"{number}:") for name in names), (file, number)


def test_two_phases():
    """ASCI 2025: the money until 30 May, direct services from 31 May to 31 March, first come first served."""
    call = CALLS["asci-2025"]
    for at, support, found in (
        (datetime(2025, 5, 30, 23, 59), "caregiver", ["money"]),
        (datetime(2025, 5, 31), "caregiver", []),
        (datetime(2025, 5, 30, 23, 59), "direct_services", []),
        (datetime(2025, 5, 31), "direct_services", ["services"]),
        (datetime(2026, 4, 1), "direct_services", []),
    ):
        assert [one.code for one in call.open_windows(at, intervention=support)] == found
    assert [one.while_money_lasts for one in call.windows] == [False, True]


@pytest.mark.parametrize(
    ("name", "case", "run", "committed"),
    [
        ("carate-2025", "7:", None, "1200.00"),
        ("carate-2025", "8:", None, "7200.00"),
        ("milano-2026", "14:", "200.00", "1800.00"),
        ("milano-2026", "14b:", "1600.00", "14400.00"),
    ],
)
def test_what_is_committed_and_paid_in_a_run(name, case, run, committed):
    """Cases 7, 8, 14 and 14b of the memo, from the first to the last month of the benefit."""
    ruleset = shipped(name)
    worked = next(one for one in cases.load(SHIPPED / f"{name}.cases.toml") if one.name.startswith(case))
    outcome = assess(worked.facts, ruleset, worked.on)
    start, end = ruleset.benefit.period()
    rules = Calendar(proration="thirtieths", **WORDS)
    euros = [sum_ for _, _, sum_ in months_due(rules, outcome.monthly_total, timeline(rules, start, end))]
    assert sum(euros) == Decimal(committed)
    if run is not None:
        every = ruleset.payment.every_months
        assert {sum(euros[i : i + every]) for i in range(0, len(euros), every)} == {Decimal(run)}


def test_the_lines_of_dalmine_make_a_total_of_three_decimals():
    """Dalmine 2025: 429,156.359 of indirect support; elders 159,156.359, minors 90,000, adults 180,000."""
    lines = tuple(
        BudgetLine(code=code, amount=Decimal(amount), **WORDS)
        for code, amount in (("elderly", "159156.359"), ("minors", "90000"), ("adults", "180000"))
    )
    budget = Budget(total=Decimal("429156.359"), lines=lines, **WORDS)
    assert sum(budget.split().values()) == Decimal("429156.359")
    shares = tuple(
        replace(line, amount=None, percent=Decimal(p)) for line, p in zip(lines, (40, 25, 35), strict=True)
    )
    assert sum(replace(budget, lines=shares).split().values()) == Decimal("429156.359")
