"""Windows, benefit period, regional ceilings, what has no source; and what a contradiction says."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from eligibility import steps
from eligibility.budget import Budget, BudgetLine
from eligibility.calendar import Absence, AbsenceLimit, Calendar
from eligibility.call import Benefit, Payment, RegionalCeiling, Window
from eligibility.canonical import Misfit
from eligibility.criteria import caregiver, certificates, line, measures, previous, quantity, residence
from eligibility.item import Ages
from eligibility.local import misfit
from eligibility.ranking import Order, Ranking, Score
from eligibility.ruleset import RuleSetError, load, shipped, shipped_names
from eligibility.steps import Axis, Band, OtherMeasures, Share, Table
from eligibility.text import Text
from tests.eligibility.rich_people import RICH, TEXT

X = {"label": Text("x", "x"), "sentence": Text("x", "x")}
ITEM = {"code": "x", **X}
RULE = {**ITEM, "sources": ()}
ONE = Axis(by="isee", bands=(Band(),))


def test_a_window_is_open_from_its_first_instant_to_the_one_before_its_end():
    at = datetime(2026, 4, 1, 9, 59, 59)
    assert RICH.open_windows(at) == ()
    for moment in (datetime(2026, 4, 1, 10), datetime(2026, 4, 30, 11, 59, 59)):
        assert [w.code for w in RICH.open_windows(moment, "elderly")] == ["first"]
        assert RICH.open_windows(moment, "minors") == ()
    assert RICH.open_windows(datetime(2026, 4, 30, 12)) == ()
    assert [w.code for w in RICH.open_windows(datetime(2026, 6, 1), "minors", "respite")] == ["second"]
    assert RICH.open_windows(datetime(2026, 6, 1), "minors", "carer") == ()


def test_windows_of_different_supports_may_share_their_days():
    first, second = RICH.windows
    assert not replace(second, opens_at=first.opens_at, lines=("minors",)).meets(first)
    assert replace(second, opens_at=first.opens_at).meets(first)


def test_the_benefit_period():
    words = {"label": Text("x", "x"), "sentence": Text("x", "x")}
    assert Benefit(months=12, **words).period() == (None, None)
    assert Benefit(months=12, **words).period(date(2025, 7, 15)) == (date(2025, 7, 15), date(2026, 7, 14))
    assert RICH.benefit.period() == (date(2026, 7, 1), date(2027, 6, 30))


def test_a_local_set_may_lower_a_regional_ceiling_and_never_raise_it():
    region = shipped("regione-2024")
    for name in ("seregno-2025", "carate-2025", "milano-2025", "trezzo-2025"):
        assert misfit(shipped(name), region) is None
    carate = (load.__globals__["SHIPPED"] / "carate-2025.toml").read_text(encoding="utf-8")
    assert load(carate.replace('"600.00"', '"800.00"')).intervention("carer").highest == 800
    with pytest.raises(
        RuleSetError, match=r"steps: found 800\.01; allowed: at most 800\.00, the ceiling “assistente"
    ):
        load(carate.replace('"600.00"', '"800.01"', 1))
    with pytest.raises(RuleSetError, match=r"classes\[2\]\.max: found 25000\.01; allowed: at most 25000\.00"):
        load(carate.replace('"25000.00"', '"25000.01"'))
    with pytest.raises(
        RuleSetError, match='based_on: found "regione-1999"; allowed: a set that exists: carate-2025'
    ):
        load(carate.replace('"regione-2024"', '"regione-1999"'))
    open_ceiling = replace(region.interventions[1].steps[1], value=None)
    item = replace(region.interventions[1], steps=(region.interventions[1].steps[0], open_ceiling))
    free = replace(
        shipped("carate-2025"),
        interventions=(item, *shipped("carate-2025").interventions[2:]),
        cumulability=replace(region.cumulability, together=()),
        not_offered=(),
    )
    assert misfit(free, region).found == "no ceiling"


def test_the_isee_of_a_support_is_held_against_the_ceiling_of_that_support():
    milano, region = shipped("milano-2025"), shipped("regione-2024")
    adults = next(c for c in region.ceilings if c.code == "isee_adults")
    for_all = replace(region, ceilings=(replace(adults, interventions=()),))
    assert misfit(milano, for_all).path == ("interventions", 2, "conditions", 2, "classes", 1, "max")


def test_a_set_is_held_against_its_own_ceilings_too():
    high = RegionalCeiling(of="amount", max=Decimal("99.99"), interventions=("caregiver",), **ITEM)
    with pytest.raises(Misfit, match=r"interventions\[1\]\.steps: found 100.00"):
        replace(shipped("regione-2024"), ceilings=(high,))


def test_what_has_no_source_is_listed_and_shipped_sets_have_one_for_everything():
    assert {name: shipped(name).without_source() for name in shipped_names()} == dict.fromkeys(
        shipped_names(), ()
    )
    bare = load(
        TEXT.replace('sources = ["act"]\nexcludes', "sources = []\nexcludes").replace(
            'source = "act"\naxes', "axes", 1
        )
    )
    assert bare.without_source() == ("criteria[10]", "interventions[1].steps[1]")


def test_each_shipped_set_names_what_its_sources_leave_open():
    for name in shipped_names():
        if name != "regione-2022":
            assert shipped(name).open, name
    assert {p.key for p in shipped("milano-2026").open} >= {"calendar", "ranking"}


def test_a_set_without_lines_knows_none():
    with pytest.raises(
        Misfit, match=r'criteria\[1\]\.lines: found "elderly", allowed: nothing: none is declared'
    ):
        replace(RICH, criteria=(replace(RICH.criteria[1], lines=("elderly",)),), windows=(), budget=None)
    assert shipped("regione-2022").groups == ()


CONTRADICTIONS = [
    (lambda: Ages(under_age=3, to_age=3), "only one of under_age"),
    (lambda: Ages(from_age=3, to_age=2), "from_age or more"),
    (lambda: replace(RICH.criteria[0], groups=()), "at least one target group"),
    (lambda: replace(RICH.criteria[0], lines=("x",)), "this rule decides the line"),
    (
        lambda: line.Rule(kind="line", groups=RICH.groups, stage="award", holds_at=("award",), **RULE),
        "holds_at alone",
    ),
    (lambda: certificates.Need(), "found nothing, allowed: one of certificate"),
    (
        lambda: certificates.Need(any_of=(certificates.Need(certificate="blindness"),), min_percent=3),
        "the certificate that min_percent",
    ),
    (lambda: certificates.Need(certificate="blindness", min_percent=101), "1 to 100"),
    (
        lambda: certificates.Need(
            certificate="blindness", among=(certificates.Need(certificate="blindness"),)
        ),
        "at_least: found nothing",
    ),
    (
        lambda: certificates.Rule(
            kind="certificates", needs=certificates.Need(certificate="blindness"), reserve_days=0, **RULE
        ),
        "1 or more",
    ),
    (lambda: replace(RICH.criteria[8], measures=RICH.criteria[8].measures * 2), "a code once for each age"),
    (lambda: measures.Treatment(how="compatible_up_to", **ITEM), 'a limit with "compatible_up_to"'),
    (lambda: measures.Treatment(how="compatible_up_to", max_days_per_year=-1, **ITEM), "0 or more"),
    (lambda: previous.Rule(kind="previous", excludes=(), **RULE), "an empty list"),
    (lambda: quantity.Rule(kind="quantity", of="adl_score", **RULE), "at least one of min"),
    (lambda: residence.Rule(kind="residence", min_months=-1, **RULE), "0 or more"),
    (
        lambda: caregiver.Rule(kind="caregiver", present=False, cohabiting=True, **RULE),
        "since something is asked",
    ),
    (lambda: Payment(every_months=0, **X), "1, 2 or 3"),
    (
        lambda: Window(opens_at=datetime(2026, 1, 1), closes_at=datetime(2026, 1, 2), phase=0, **ITEM),
        "1 or more",
    ),
    (lambda: Benefit(starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 1), **X), "2026-01-02 or later"),
    (lambda: Share(kind="share", percent=Decimal(0), **X), "more than zero and at most 100"),
    (lambda: OtherMeasures(kind="other_measures", measures=(), value=Decimal(1), **X), "an empty list"),
    (lambda: OtherMeasures(kind="other_measures", measures=("b1",), **X), "both or neither"),
    (lambda: Band(start=Decimal(1), over=Decimal(1)), "only one of start"),
    (lambda: Band(end=Decimal(1), under=Decimal(1)), "only one of end"),
    (lambda: Band(start=Decimal(2), end=Decimal(1)), "more than the start"),
    (lambda: Band(start=Decimal(2), under=Decimal(2)), "more than the start"),
    (lambda: Band(over=Decimal(2), end=Decimal(2)), "more than the start"),
    (lambda: Axis(by="isee", bands=()), "at least one band"),
    (lambda: Axis(by="isee", bands=(Band(start=Decimal(1)),)), "0, from which the first band starts"),
    (lambda: Axis(by="isee", bands=(Band(over=Decimal(0)),)), "0, from which the first band starts"),
    (lambda: Axis(by="isee", bands=(Band(), Band(start=Decimal(1)))), "no more bands"),
    (lambda: Axis(by="isee", bands=(Band(under=Decimal(5)), Band(over=Decimal(5)))), "start = 5: no gap"),
    (lambda: Table(kind="table", axes=(), values=(), **X), "one or two"),
    (lambda: Table(kind="table", axes=(ONE,), values=(), **X), "1, one for each band of isee"),
    (lambda: Table(kind="table", axes=(ONE,), values=((Decimal(-1),),), **X), "0 or more"),
    (
        lambda: Table(kind="table", axes=(ONE,), values=((Decimal(101),),), effect="percent", **X),
        "at most 100",
    ),
    (
        lambda: steps.check(
            (Table(kind="table", axes=(ONE,), values=((Decimal(1),),), effect="ceiling", **X),)
        ),
        "found table, allowed: a first step",
    ),
    (
        lambda: steps.check(
            (RICH.interventions[3].steps[0], Table(kind="table", axes=(ONE,), values=((Decimal(1),),), **X))
        ),
        "table after another step",
    ),
    (lambda: Score(of="isee", **ITEM), "both or neither of the two ways"),
    (lambda: Score(of="isee", base=Decimal(1), **ITEM), "base and divide_by"),
    (lambda: Score(of="isee", base=Decimal(1), divide_by=Decimal(0), **ITEM), "which is not zero"),
    (lambda: Score(of="isee", bands=(Band(),), **ITEM), "one for each band"),
    (lambda: Ranking(orders=(), **X), "at least one ordering criterion"),
    (
        lambda: Ranking(
            orders=(
                Order(by="a", direction="ascending", **ITEM),
                Order(by="a", direction="ascending", **{**ITEM, "code": "y"}),
            ),
            **X,
        ),
        "each figure once",
    ),
    (lambda: Budget(lines=(), **X), "at least one line"),
    (lambda: BudgetLine(**ITEM), "one of the two"),
    (lambda: BudgetLine(amount=Decimal(-1), **ITEM), "0 or more"),
    (lambda: BudgetLine(percent=Decimal(101), **ITEM), "at most 100"),
    (
        lambda: replace(
            RICH.budget,
            lines=(RICH.budget.lines[0], replace(RICH.budget.lines[1], percent=None, amount=Decimal(1))),
        ),
        "all sums",
    ),
    (lambda: replace(shipped("trezzo-2025").budget, total=Decimal(1)), "the total"),
    (lambda: replace(RICH.budget, residual_to="x"), "others, elders"),
    (lambda: replace(RICH.budget, total=Decimal("1.0001")), "at most two decimals"),
    (lambda: Absence(limits=(AbsenceLimit(from_age=1, max_days=3),), **ITEM), "0: no gap"),
    (
        lambda: Absence(limits=(AbsenceLimit(max_days=3), AbsenceLimit(from_age=1, max_days=3)), **ITEM),
        "no more limits",
    ),
    (lambda: Absence(limits=(AbsenceLimit(under_age=3, max_days=3),), **ITEM), "limits that cover every age"),
    (lambda: Absence(discharge_after=0, **ITEM), "1 or more"),
    (lambda: Calendar(proration="whole_month_if", whole_month_days=29, **X), "1 to 28"),
    (lambda: replace(RICH, criteria=()), "at least one"),
]


@pytest.mark.parametrize(("build", "words"), CONTRADICTIONS)
def test_a_contradiction_is_refused_and_says_what_is_allowed(build, words):
    with pytest.raises(Misfit) as caught:
        build()
    assert words in str(caught.value)


@pytest.mark.parametrize("need", RICH.criteria[4].needs.leaves())
def test_a_need_is_said_in_words(need):
    assert need.said().it


def test_a_group_of_needs_inside_another_stands_in_brackets():
    assert RICH.criteria[5].needs.said().it == (
        "almeno 2 tra (L. 104/1992, art. 3 c. 3, indennità di accompagnamento e indennità di frequenza)"
    )
    assert RICH.criteria[4].needs.said().it.startswith("(invalidità civile 100 % e")
