"""The graduatoria as data, and the money down it. Scores: 25 − ISEE/240 (DM 2017 SIA). Cases 22 and 22b: Trezzo 2025."""

# ruff: noqa: E501  (one case per line)

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.budget import Budget, BudgetLine, fund, fund_lines
from eligibility.canonical import Misfit
from eligibility.ranking import Candidate, NotRankable, points, rank
from eligibility.ruleset import shipped
from eligibility.text import Text
from tests.eligibility.rich_people import RICH

RULES = RICH.ranking


def one(code, isee="2400", social=0, minors=0, sent=1, line="elderly"):
    sent_at = None if sent is None else datetime(2026, 4, 1, 10, sent)
    return Candidate(
        code, {"isee": isee and Decimal(isee), "social": social, "minors": minors, "sent_at": sent_at}, line
    )


def codes(*candidates, rules=RULES):
    return [place.candidate.code for place in rank(rules, candidates)["elderly"]]


@pytest.mark.parametrize(
    ("isee", "social", "expected"),
    [
        ("0", 0, "26"),
        ("2400", 4, "16"),
        ("2400", 5, "18"),
        ("2400", 10, "18"),
        ("2400", 11, "15"),
        ("6240", 0, "1"),
    ],
)
def test_points(isee, social, expected):
    assert points(RULES, one("a", isee, social)) == Decimal(expected)
    assert points(replace(RULES, scores=(), orders=RULES.orders[1:]), one("a")) is None


def test_ties_are_settled_by_each_criterion_in_turn_and_at_last_by_the_case_number():
    rows = (
        one("e", "4800"),
        one("d", minors=1, sent=3),
        one("c", sent=2),
        one("b", sent=2),
        one("a", sent=None),
    )
    places = rank(RULES, rows)["elderly"]
    assert [(p.position, p.candidate.code) for p in places] == [
        (1, "d"),
        (2, "b"),
        (3, "c"),
        (4, "a"),
        (5, "e"),
    ]
    assert [p.settled_by and p.settled_by.it for p in places] == [
        None, "Minori nel nucleo", "numero di pratica", "Invio", "Punti",
    ]  # fmt: skip
    assert places[0].points == 16


def test_a_missing_figure_is_last_or_stops_the_ranking_and_names_the_case():
    assert codes(one("a", minors=None), one("b", minors=0)) == ["b", "a"]
    with pytest.raises(NotRankable, match="a: isee is missing"):
        rank(RULES, [one("a", None)])
    strict = replace(RULES, orders=(RULES.orders[0], replace(RULES.orders[1], missing="stop")))
    with pytest.raises(NotRankable, match="a: minors is missing"):
        rank(strict, [one("a", minors=None)])
    with pytest.raises(ValueError, match="a: twice"):
        rank(RULES, [one("a"), one("a")])


def test_one_ranking_for_each_line_or_one_for_all():
    rows = [one("a"), one("b", line="minors"), one("c", line=None)]
    assert list(rank(RULES, rows)) == [None, "elderly", "minors"]
    assert len(rank(replace(RULES, per_line=False), rows)[None]) == 3


@given(st.permutations([one(str(i), str(240 * (i % 3)), minors=i % 2, sent=i % 4) for i in range(12)]))
@settings(max_examples=40)
def test_the_order_is_total_whatever_the_order_of_arrival(candidates):
    ordered = [one(str(i), str(240 * (i % 3)), minors=i % 2, sent=i % 4) for i in range(12)]
    assert codes(*candidates) == codes(*ordered)


def test_22_trezzo_funds_57_people_and_108_54_is_left():
    line = next(one for one in shipped("trezzo-2025").budget.lines if one.code == "elderly_indirect")
    people = [(f"B2-2025-{n:04}", Decimal(100) * 12) for n in range(1, 61)]
    funding = fund(people, line.amount, "stop")
    assert sum(row.state == "funded" for row in funding.rows) == 57
    assert (funding.left, funding.rows[57].state) == (Decimal("108.54"), "not_funded")
    assert funding.committed == Decimal("68400.00")
    assert funding.needed == Decimal(72000) - Decimal("68508.54")


def test_22b_the_six_lines_of_trezzo_make_the_sum_to_the_cent():
    budget = shipped("trezzo-2025").budget
    assert sum(budget.split().values()) == budget.total == Decimal("173001.36")
    shares = [Decimal(one) for one in ("39.6", "13.2", "13.2", "25", "4.5", "4.5")]
    lines = tuple(
        replace(line, amount=None, percent=share) for line, share in zip(budget.lines, shares, strict=True)
    )
    assert replace(budget, lines=lines).split() == budget.split()


@pytest.mark.parametrize(
    ("policy", "committed", "states"),
    [
        ("stop", [60, 0, 0], ["funded", "not_funded", "not_funded"]),
        ("skip", [60, 0, 40], ["funded", "not_funded", "funded"]),
        ("partial", [60, 40, 0], ["funded", "partial", "not_funded"]),
    ],
)
def test_when_the_money_ends(policy, committed, states):
    funding = fund([("a", Decimal(60)), ("b", Decimal(70)), ("c", Decimal(40))], Decimal(100), policy)
    assert [row.committed for row in funding.rows] == committed
    assert [row.state for row in funding.rows] == states


def test_what_is_left_of_the_other_lines_goes_to_the_residual_one():
    found = fund_lines(RICH.budget, {"elders": [("a", Decimal("600.01"))], "others": [("b", Decimal(400))]})
    assert (found["elders"].left, found["others"].available, found["others"].rows[0].state) == (
        67,
        400,
        "funded",
    )
    plain = replace(RICH.budget, residual_to="", exhausted=None)
    assert fund_lines(plain, {}, "stop")["others"].left == 333
    with pytest.raises(ValueError, match="open parameter"):
        fund_lines(plain, {})


WORDS = {"label": Text("x", "x"), "sentence": Text("x", "x")}


def shares(*percents, total):
    lines = tuple(BudgetLine(code=str(i), percent=Decimal(p), **WORDS) for i, p in enumerate(percents))
    return Budget(total=total and Decimal(total), lines=lines, **WORDS)


@pytest.mark.parametrize(
    ("total", "expected"),
    [("100.00", ["33.33", "33.34", "33.33"]), ("429156.359", None), ("0.01", ["0.00", "0.01", "0.00"])],
)
def test_shares_lose_no_cent(total, expected):
    found = shares("33.33", "33.34", "33.33", total=total).split()
    assert sum(found.values()) == Decimal(total)
    if expected:
        assert [str(value) for value in found.values()] == expected


def test_a_call_that_states_no_sum_has_lines_without_one():
    budget = shares("60", "40", total=None)
    assert set(budget.split().values()) == {None}
    with pytest.raises(ValueError, match="0: the call states no sum"):
        fund_lines(budget, {}, "stop")


@given(st.integers(1, 10**9), st.integers(1, 99))
@settings(max_examples=60)
def test_two_shares_always_make_the_total(cents, share):
    total = Decimal(cents) / 100
    assert sum(shares(str(share), str(100 - share), total=total).split().values()) == total


def test_a_figure_orders_once():
    again = (replace(RULES.orders[1], by="minors"), replace(RULES.orders[2], by="minors"))
    with pytest.raises(Misfit, match=r'orders\[2\].by: found "minors" again, allowed: each figure once'):
        replace(RULES, scores=(), orders=again)


def test_an_order_by_points_needs_scores():
    with pytest.raises(
        Misfit, match='scores: found no scores, allowed: at least one, since an order has by = "points"'
    ):
        replace(RULES, scores=())
