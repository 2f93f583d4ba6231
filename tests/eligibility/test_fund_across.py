"""Money of several lines down one ranking, and a ranking whatever the order its cases come in."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.budget import fund, fund_across
from eligibility.ranking import Candidate, rank
from tests.eligibility.rich_people import RICH

D = Decimal
POLICIES = ("stop", "skip", "partial")
cents = st.integers(0, 500_000).map(lambda n: D(n) / 100)
costs = st.dictionaries(st.sampled_from(("a", "b")), cents, max_size=2)
candidates = st.lists(
    st.builds(
        lambda isee, social, minors, sent: {
            "isee": isee,
            "social": social,
            "minors": minors,
            "sent_at": sent,
        },
        st.sampled_from([D(0), D(2400), D(4800)]),
        st.integers(0, 11),
        st.one_of(st.none(), st.integers(0, 2)),
        st.sampled_from([datetime(2026, 4, 1, 10, n) for n in range(3)]),
    ),
    max_size=8,
)


@given(candidates, st.randoms(use_true_random=False))
def test_the_order_in_which_cases_come_decides_nothing(figures, random):
    rows = [Candidate(f"{n:02}", one, "elderly") for n, one in enumerate(figures)]
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert rank(RICH.ranking, rows) == rank(RICH.ranking, shuffled)


@given(st.lists(costs, max_size=10), cents, cents, st.sampled_from(POLICIES))
def test_no_line_gives_more_than_it_has_and_each_case_is_in_one_class(asked, a, b, policy):
    available = {"a": a, "b": b}
    ranked = [(str(n), one) for n, one in enumerate(asked)]
    rows, left = fund_across(ranked, available, policy)
    for line, money in available.items():
        given_out = sum((row.committed.get(line, D(0)) for row in rows), D(0))
        assert given_out + left[line] == money
        assert left[line] >= 0
    assert [row.code for row in rows] == [code for code, _costs in ranked]
    for row in rows:
        assert row.state in ("funded", "partial", "not_funded")
        assert policy == "partial" or row.state != "partial"
        assert all(row.committed[line] <= row.costs[line] for line in row.committed)


@given(st.lists(cents, max_size=10), cents, st.sampled_from(POLICIES))
def test_with_one_line_it_is_the_walk_down_the_list(asked, money, policy):
    one = fund([(str(n), cost) for n, cost in enumerate(asked)], money, policy)
    rows, left = fund_across([(str(n), {"x": cost}) for n, cost in enumerate(asked)], {"x": money}, policy)
    # a case that costs nothing takes nothing from whoever comes first: after the money has ended it is still funded
    compared = [(a.committed, b.total) for a, b in zip(one.rows, rows, strict=True)]
    assert all(a == b for a, b in compared)
    assert left["x"] == one.left


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("stop", ["funded", "not_funded", "funded", "not_funded"]),
        ("skip", ["funded", "not_funded", "funded", "funded"]),
        ("partial", ["funded", "partial", "funded", "not_funded"]),
    ],
)
def test_a_line_that_ended_keeps_its_order_and_the_others_go_on(policy, expected):
    ranked = [("1", {"a": D(60)}), ("2", {"a": D(50)}), ("3", {"b": D(30)}), ("4", {"a": D(30)})]
    rows, _left = fund_across(ranked, {"a": D(100), "b": D(30)}, policy)
    assert [row.state for row in rows] == expected
    unknown, _left = fund_across([("1", {"c": D(1)})], {"a": D(100)}, policy)
    assert unknown[0].state == "not_funded"
