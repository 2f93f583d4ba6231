"""Keys found in real calls: channels, extension, reports, limits of recovery, lists, lines of money, scroll."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from eligibility.assess import assess
from eligibility.budget import BudgetLine, fund, scroll
from eligibility.calendar import Calendar, recovered
from eligibility.call import Payment, Settled, Window, check_windows
from eligibility.canonical import Misfit
from eligibility.criteria import KINDS, evaluate
from eligibility.facts import Assessment, CarerContract, Facts, Figure, Reply
from eligibility.fast_rules import verdict_of
from eligibility.figures import label, said
from eligibility.ranking import Candidate, Order, Ranking, RankingList, rank
from eligibility.steps import Axis, Band
from eligibility.text import Text
from tests.eligibility.test_calls import CALLS

D = Decimal
WORDS = {"label": Text("Voce", "Item"), "sentence": Text("Frase.", "Sentence.")}
ON = date(2026, 6, 30)
JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))
YES_NO = tuple(KINDS["question"].Choice(code=code, label=Text(code, code)) for code in ("yes", "no"))
POINTS = Text("punti Barthel", "Barthel points")


def rule(kind, **asked):
    return KINDS[kind].Rule(kind=kind, code=kind, sources=(), **WORDS, **asked)


def verdicts(asked, people):
    """Of both engines."""
    found = [evaluate(asked, facts, ON).verdict for facts in people]
    assert [
        {1: "met", 0: "unknown", -1: "not_met"}[verdict_of(asked)(facts, ON)] for facts in people
    ] == found
    return found


def test_a_call_may_ask_that_there_is_no_carer():
    none = rule("carer", present=False)
    olga = CarerContract(regular=False)
    people = [Facts(), Facts(has_carer=False), Facts(has_carer=True), Facts(carer=olga)]
    assert verdicts(none, people) == ["unknown", "met", "not_met", "not_met"]
    assert evaluate(none, people[1], ON).reason.it == "Nessun’assistente assunta."
    assert evaluate(none, people[3], ON).reason.it == "C’è un’assistente."
    changes = [text.it for text, _ in KINDS["carer"].variations(none, people[3], ON)]
    assert changes == ["Fine del contratto dell’assistente"]
    for asked in ({"personal_assistant": True}, {"min_weekly_hours": D(1)}, {"max_weekly_hours": D(1)}):
        with pytest.raises(Misfit, match="present: found false, allowed: true"):
            rule("carer", present=False, **asked)


@pytest.mark.parametrize(
    ("signed", "verdict"),
    [
        (None, "unknown"),
        (date(2017, 12, 31), "unknown"),
        (date(2018, 1, 1), "met"),
        (date(2026, 6, 1), "met"),
    ],
)
def test_an_assessment_from_before_a_day_is_made_again(signed, verdict):
    asked = rule("limitation", not_before=date(2018, 1, 1))
    facts = Facts(assessment=Assessment(True, None, None, True, signed))
    assert verdicts(asked, [facts]) == [verdict]
    if signed == date(2017, 12, 31):
        reason = evaluate(asked, facts, ON).reason.it
        assert reason == "La valutazione del 31/12/2017 è di prima del 01/01/2018: va rifatta."
    both = rule("limitation", not_before=date(2018, 1, 1), max_months=12)
    assert evaluate(both, facts, ON).verdict == ("met" if signed == date(2026, 6, 1) else "unknown")
    ((_, changed),) = KINDS["limitation"].variations(asked, Facts(), ON)
    assert changed.assessment.signed_on == ON


def test_a_question_has_two_answers_and_those_that_are_enough():
    asked = {"of": "q", "datum": Text("se", "if"), "answers": YES_NO}
    people = [Facts(), *(Facts(replies=(Reply("q", one),)) for one in ("yes", "no", "odd"))]
    assert verdicts(rule("question", accepted=("yes",), **asked), people) == [
        "unknown",
        "met",
        "not_met",
        "unknown",
    ]
    for accepted, words in (((), "an empty list"), (("maybe",), '"maybe"')):
        with pytest.raises(Misfit, match=f"found {words}, allowed: yes, no"):
            rule("question", accepted=accepted, **asked)
    with pytest.raises(Misfit, match="answers: found 1 answers, allowed: at least two"):
        rule("question", accepted=("yes",), **asked | {"answers": YES_NO[:1]})
    with pytest.raises(Misfit, match="again"):
        rule("question", accepted=("yes",), **asked | {"answers": YES_NO[:1] * 2})


def test_a_figure_of_the_call_has_its_code_and_its_words():
    asked = rule("quantity", of="figure", figure="barthel", figure_label=POINTS, max=D(24))
    assert verdicts(asked, [Facts(), *(Facts(figures=(Figure("barthel", D(n)),)) for n in ("24", "24.01"))]) == [
        "unknown", "met", "not_met",
    ]  # fmt: skip
    axis = Axis(by="figure", figure="barthel", figure_label=POINTS, bands=(Band(end=D(24)), Band(over=D(24))))
    assert (label(axis).en, said(axis, D(24)).it) == ("Barthel points", "punti Barthel: 24")
    for wrong in (
        {"of": "figure"}, {"of": "figure", "figure": "x"}, {"of": "adl_score", "figure": "x", "figure_label": POINTS},
        {"of": "adl_score", "figure_label": POINTS},
    ):  # fmt: skip
        with pytest.raises(Misfit, match='allowed: figure and figure_label with "figure", and only with it'):
            rule("quantity", max=D(1), **wrong)


def test_a_table_by_a_figure_of_the_call_and_by_iadl():
    call = CALLS["barthel"]
    for points, iadl, due in ((24, 3, "400.00"), (24, 4, "300.00"), (25, 0, "200.00"), (100, 8, "100.00")):
        facts = Facts(figures=(Figure("barthel", D(points)),), assessment=Assessment(True, None, iadl, True))
        assert assess(facts, call, ON).monthly_total == D(due)
    assert [m.field for m in assess(Facts(assessment=Assessment(True, None, 1, True)), call, ON).missing] == [
        "figures.barthel"
    ]


def window(code, **changes):
    days = {"opens_at": datetime(2026, 1, 1), "closes_at": datetime(2026, 2, 1)}
    return Window(code=code, **WORDS, **days | changes)


def test_windows_of_different_channels_or_filers_may_be_open_at_once():
    check_windows((window("a", channels=("online",)), window("b", channels=("counter",))))
    check_windows((window("a", filed_by=("citizen",)), window("b", filed_by=("municipality",))))
    with pytest.raises(Misfit):
        check_windows((window("a", channels=("online",)), window("b", channels=("counter", "online"))))


def payment(**changes):
    return Payment(**WORDS, **{"every_months": 3, "after_report": True} | changes)


def test_a_month_not_reported_waits_or_is_lost_as_the_call_says():
    due, reported = (JANUARY, FEBRUARY, MARCH), frozenset({JANUARY, MARCH})
    assert payment(carry_over=True).settle(due, reported) == Settled((JANUARY, MARCH), (FEBRUARY,), (), False)
    assert payment(carry_over=False).settle(due, reported) == Settled(
        (JANUARY, MARCH), (), (FEBRUARY,), False
    )
    assert payment().settle(due, frozenset(due)) == Settled(due, (), (), False)
    assert payment(after_report=False).settle(due, frozenset()) == Settled(due, (), (), False)
    with pytest.raises(ValueError, match="open parameter"):
        payment().settle(due, reported)


@pytest.mark.parametrize(("before", "forfeited"), [(0, False), (1, False), (2, True)])
def test_more_months_without_a_report_than_the_sabbatical_ones_forfeit_the_benefit(before, forfeited):
    rules = payment(carry_over=False, sabbatical_months=2)
    assert rules.settle((JANUARY, FEBRUARY), frozenset({JANUARY}), before).forfeited is forfeited


@pytest.mark.parametrize("wrong", [{"carry_over": False}, {"sabbatical_months": 2}])
def test_months_not_reported_make_no_sense_without_a_report(wrong):
    with pytest.raises(Misfit, match="nothing, or after_report = true"):
        payment(after_report=False, **wrong)
    with pytest.raises(Misfit, match="0 or more"):
        payment(sabbatical_months=-1)


@pytest.mark.parametrize(
    ("undue", "rules", "taken", "left"),
    [
        ("150", {}, ("100.00", "50.00"), "0.00"),
        ("150", {"recovery_percent": D(20)}, ("20.00", "20.00"), "110.00"),
        ("30", {"recovery_percent": D(20)}, ("20.00", "10.00"), "0.00"),
        ("12.00", {"recovery_least": D("12.00")}, ("12.00", "0.00"), "0.00"),
        ("11.99", {"recovery_least": D("12.00")}, ("0.00", "0.00"), "0.00"),
    ],
)
def test_the_limits_of_what_is_held_back(undue, rules, taken, left):
    calendar = Calendar(recovery="next_payments_first", **WORDS, **rules)
    found = recovered(calendar, D(undue), [D("100.00"), D("100.00")])
    assert found == (tuple(map(D, taken)), D(left))


def test_a_small_sum_is_not_asked_back_where_it_would_be_refunded_either():
    calendar = Calendar(recovery="refund", recovery_least=D(12), **WORDS)
    assert recovered(calendar, D("11.99"), [D(100)]) == ((0,), 0)
    assert recovered(calendar, D(12), [D(100)]) == ((0,), 12)


@pytest.mark.parametrize(
    "wrong", [{"recovery_percent": D(0)}, {"recovery_percent": D(101)}, {"recovery_least": D(0)}]
)
def test_limits_of_recovery_that_are_none(wrong):
    with pytest.raises(Misfit):
        Calendar(recovery="next_payments_first", **WORDS, **wrong)
    with pytest.raises(Misfit, match='recovery = "next_payments_first"'):
        Calendar(recovery="refund", recovery_percent=D(20), **WORDS)


# Brescia Ovest 2021 [BSO21]: five rankings, by target group and by support.
LISTS = tuple(
    RankingList(code=code, lines=lines, interventions=(support,), **WORDS)
    for code, lines, support in (
        ("elderly_caregiver", ("elderly",), "caregiver"), ("disabled_caregiver", ("disabled",), "caregiver"),
        ("elderly_carer", ("elderly",), "carer"), ("disabled_carer", ("disabled",), "carer"),
        ("independent_living", (), "independent_living"),
    )
)  # fmt: skip
BY_ISEE = Order(code="isee", by="isee", direction="ascending", **WORDS)


def test_five_rankings_by_group_and_support():
    rules = Ranking(orders=(BY_ISEE,), lists=LISTS, per_line=False, **WORDS)
    assert rules.list_of("elderly", "caregiver") == "elderly_caregiver"
    assert rules.list_of("disabled", "carer") == "disabled_carer"
    assert rules.list_of("disabled", "independent_living") == "independent_living"
    assert rules.list_of("disabled", "respite") is None
    people = [
        Candidate(f"{i}", {"isee": D(i)}, code)
        for i, code in enumerate(("elderly_carer", "elderly_caregiver") * 2)
    ]
    assert {code: [p.candidate.code for p in places] for code, places in rank(rules, people).items()} == {
        "elderly_caregiver": ["1", "3"], "elderly_carer": ["0", "2"],
    }  # fmt: skip
    assert Ranking(orders=(BY_ISEE,), **WORDS).list_of("elderly", "caregiver") == "elderly"
    assert Ranking(orders=(BY_ISEE,), per_line=False, **WORDS).list_of("elderly", "caregiver") is None
    with pytest.raises(Misfit, match="again"):
        Ranking(orders=(BY_ISEE,), lists=LISTS[:1] * 2, **WORDS)


def test_a_line_of_money_for_a_group_and_a_support():
    line = BudgetLine(code="a", amount=D(1), groups=("elderly",), interventions=("carer",), **WORDS)
    asked = [("elderly", "carer", "indirect"), ("elderly", "carer", "direct"), ("adults", "carer", "indirect"),
             ("elderly", "caregiver", "indirect")]  # fmt: skip
    assert [line.pays(*one) for one in asked] == [True, False, False, False]
    assert BudgetLine(code="a", amount=D(1), **WORDS).pays(None, "carer", "indirect")


def test_money_freed_goes_down_the_list_to_who_waits_with_the_cost_of_the_months_left():
    funding = fund([("a", D(1200)), ("b", D(1200)), ("c", D(600))], D(1500), "stop")
    assert [row.state for row in funding.rows] == ["funded", "not_funded", "not_funded"]
    again = scroll(funding, D(700), {"b": D(800)}, "stop")
    assert [(row.code, row.committed) for row in again.rows] == [("b", 800), ("c", 0)]
    assert again.left == 200
    assert [row.code for row in scroll(funding, D(300), {}, "skip").rows if row.committed] == ["c"]


def test_lists_and_lines_of_money_name_supports_and_groups_that_exist():
    call = CALLS["valle-camonica-2024"]
    wrong = replace(call.budget.lines[0], interventions=("nobody",))
    with pytest.raises(Misfit, match=r'budget\.lines\[1\]\.interventions: found "nobody"'):
        replace(call, budget=replace(call.budget, lines=(wrong, *call.budget.lines[1:])))
    for changes, place in (({"interventions": ("x",)}, "interventions"), ({"lines": ("x",)}, "lines")):
        lists = (RankingList(code="a", **WORDS, **changes),)
        with pytest.raises(Misfit, match=rf'ranking\.lists\[1\]\.{place}: found "x"'):
            replace(call, ranking=Ranking(orders=(BY_ISEE,), lists=lists, **WORDS))
