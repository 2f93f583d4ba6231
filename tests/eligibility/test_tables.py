"""Amounts by tables, shares and other measures; alternatives, and the most for one person."""

from dataclasses import replace
from decimal import Decimal

import pytest

from eligibility.amounts import compute
from eligibility.assess import assess
from eligibility.canonical import Misfit
from eligibility.facts import CarerContract, Facts, Isee, Measure, Project
from eligibility.steps import Axis, Band, OtherMeasures, Rounding, Table, highest
from eligibility.text import Text
from tests.eligibility.rich_people import ADULT, IDA, ON, RICH, amount, with_carer

WORDS = {"label": Text("x", "x"), "sentence": Text("x", "x")}


def with_isee(value):
    return replace(IDA, isee=(replace(IDA.isee[0], value=Decimal(value)),))


@pytest.mark.parametrize(
    ("isee", "hours", "expected"),
    [
        ("9999.99", "0", "400"), ("10000", "0", "400"), ("10000.01", "0", "300"), ("20000", "0", "300"),
        ("20000.01", "0", "100"), ("30000", "0", "100"), ("0", "17.99", "400"), ("0", "18", "200"),
        ("20000", "18.01", "150"), ("30000", "18", None),
    ],
)  # fmt: skip
def test_a_table_by_isee_and_attendance(isee, hours, expected):
    facts = replace(with_isee(isee), service_hours=Decimal(hours))
    assert amount(facts, "caregiver") == (("due", Decimal(expected)) if expected else ("not_due", None))


@pytest.mark.parametrize(
    ("changes", "field"), [({"service_hours": None}, "service_hours"), ({"isee": None}, "isee")]
)
def test_a_figure_the_table_needs_is_not_known(changes, field):
    item = next(i for i in assess(replace(IDA, **changes), RICH, ON).interventions if i.code == "caregiver")
    assert (item.verdict, item.missing[0].field) == ("unknown", field)


@pytest.mark.parametrize(
    ("carer", "facts", "expected"),
    [
        ({"weekly_hours": Decimal("24.99")}, {}, "300"),
        ({"weekly_hours": Decimal(25)}, {}, "500"),
        ({"weekly_hours": Decimal("39.99")}, {}, "500"),
        ({"weekly_hours": Decimal(40)}, {}, "800"),
        ({"monthly_cost": Decimal("650.90")}, {}, "650"),  # down to the euro
        ({}, {"school_hours": Decimal("19.99")}, "800"),
        ({}, {"school_hours": Decimal(20)}, "750"),
        ({}, {"service_hours": Decimal(18)}, "400"),
        ({}, {"service_hours": Decimal(40)}, "400"),
        ({}, {"service_hours": Decimal("40.01")}, None),  # beyond the last band
        ({}, {"school_hours": Decimal(20), "service_hours": Decimal(18)}, "375"),
        ({}, {"measures": (Measure("home_care_premium", Decimal(300), None, Decimal(1)),)}, "800"),
        (
            {"monthly_cost": Decimal(900)},
            {"measures": (Measure("home_care_premium", Decimal(300), None, Decimal(1)),)},
            "600",
        ),
        ({"monthly_cost": Decimal(30)}, {"school_hours": Decimal(20)}, None),
    ],
)
def test_a_pipeline_of_every_step(carer, facts, expected):
    found = amount(replace(with_carer(**carer), **facts), "carer")
    assert found == (("due", Decimal(expected)) if expected else ("not_due", None))


STEP = OtherMeasures(kind="other_measures", measures=("hcp",), value=Decimal(500), **WORDS)
TO_CENT = Rounding(kind="rounding", mode="half_up", **WORDS)


@pytest.mark.parametrize(
    ("measures", "expected", "missing"),
    [
        ((), "500.00", None), ((Measure("hcp", Decimal(200)),), "300.00", None), ((Measure("x"),), "500.00", None),
        ((Measure("hcp", Decimal(600)),), "0.00", None), ((Measure("hcp"),), None, "measures"),
        (None, None, "other_measures"),
    ],
)  # fmt: skip
def test_what_other_measures_pay_is_taken_off(measures, expected, missing):
    fixed = RICH.interventions[3].steps[0]
    got = compute((fixed, STEP), TO_CENT, Facts(measures=measures))
    assert got.value == (expected and Decimal(expected))
    assert [m.field for m in got.missing] == ([missing] if missing else [])
    of = replace(STEP, value=None, of="carer")
    assert compute((fixed, of), TO_CENT, Facts(measures=())).missing[0].field == "carer.monthly_cost"


@pytest.mark.parametrize(
    ("by", "facts", "expected"),
    [
        ("carer_hours", Facts(has_carer=False), "1"), ("carer_hours", Facts(), None),
        ("caregiver_hours", Facts(has_caregiver=False), "1"), ("caregiver_hours", Facts(), None),
        ("adl_score", Facts(), None), ("adl_score", IDA, "1"), ("age", IDA, None), ("isee", IDA, None),
        ("school_hours", Facts(school_hours=Decimal(30)), "2"),
    ],
)  # fmt: skip
def test_what_a_table_may_look_at(by, facts, expected):
    bands = (Band(under=Decimal(25)), Band(start=Decimal(25)))
    table = Table(
        kind="table", axes=(Axis(by=by, bands=bands),), values=((Decimal(1),), (Decimal(2),)), **WORDS
    )
    assert compute((table,), TO_CENT, facts).value == (expected and Decimal(expected))


def test_a_table_by_age():
    bands = (Band(under=Decimal(65)), Band(start=Decimal(65)))
    table = Table(
        kind="table", axes=(Axis(by="age", bands=bands),), values=((Decimal(1),), (Decimal(2),)), **WORDS
    )
    item = replace(RICH.interventions[0], steps=(table,), conditions=())
    ruleset = replace(RICH, interventions=(item, *RICH.interventions[1:]))
    paid = next(i for i in assess(IDA, ruleset, ON).due)
    assert paid.amount == 2


def test_a_share_of_a_stay_is_paid_once_and_beside_the_month():
    stay = replace(
        IDA, respite=Project("Sollievo", None, None, Decimal("1000.55")), requested=("caregiver", "respite")
    )
    outcome = assess(stay, RICH, ON)
    assert (outcome.monthly_total, outcome.project_total, outcome.yearly_total) == (400, 900, 0)
    assert "In tutto 400,00 € al mese." in outcome.sentence.it
    assert "In tutto 900,00 € una volta sola." in outcome.sentence.it
    top = replace(stay, respite=Project("", None, None, Decimal(9000)))
    assert amount(top, "respite") == ("due", Decimal(2200))


def test_a_yearly_support_not_known_leaves_the_monthly_sum_known_only_when_they_go_together():
    open_stay = replace(IDA, respite=Project("Sollievo"), requested=("caregiver", "respite"))
    assert assess(open_stay, RICH, ON).monthly_total == 400
    apart = replace(RICH, cumulability=replace(RICH.cumulability, together=()))
    assert assess(open_stay, apart, ON).monthly_total is None


BOTH = replace(with_carer(), requested=("carer", "caregiver"))


def test_among_alternatives_the_rule_set_says_who_chooses():
    def due(facts=BOTH, **changes):
        rule = replace(RICH.cumulability, together=(), **changes)
        outcome = assess(facts, replace(RICH, cumulability=rule), ON)
        return [i.code for i in outcome.due], outcome.monthly_total, [m.field for m in outcome.missing]

    assert due() == (["carer"], 800, [])
    assert due(choice="requested") == (["carer"], 800, [])
    assert due(replace(BOTH, requested=("caregiver", "carer")), choice="requested") == (
        ["caregiver"],
        400,
        [],
    )
    assert due(choice="ask") == ([], None, ["requested"])
    everything = replace(BOTH, requested=(), respite=Project("", None, None, Decimal(100)))
    assert due(everything, choice="requested")[0] == ["carer"]  # nothing was asked for first


def test_alternatives_of_different_periods_are_compared_over_a_year():
    rule = replace(RICH.cumulability, together=())
    stay = replace(IDA, respite=Project("", None, None, Decimal(9000)), requested=("caregiver", "respite"))
    outcome = assess(stay, replace(RICH, cumulability=rule), ON)
    assert [i.code for i in outcome.due] == ["caregiver"]  # 4,800 a year against 2,200
    poor = replace(stay, isee=(replace(IDA.isee[0], value=Decimal(30000)),))
    outcome = assess(poor, replace(RICH, cumulability=rule), ON)
    assert [i.code for i in outcome.due] == ["respite"]
    lost = next(i for i in outcome.interventions if i.code == "caregiver")
    assert lost.reason.it == "Non si somma con Sollievo."


@pytest.mark.parametrize(
    ("most", "expected"), [("1200", ["400", "800"]), ("1000", ["400", "600"]), ("400", ["400", None])]
)
def test_the_most_for_one_person(most, expected):
    ruleset = replace(RICH, cumulability=replace(RICH.cumulability, max_together=Decimal(most)))
    items = {i.code: i for i in assess(BOTH, ruleset, ON).interventions}
    assert [items[code].amount for code in ("caregiver", "carer")] == [
        one and Decimal(one) for one in expected
    ]
    if expected[1] is None:
        assert items["carer"].reason.it == "Il massimo per una persona è già raggiunto."
        assert items["carer"].steps[-1].code == "max_together"
    bare = replace(ruleset, cumulability=replace(ruleset.cumulability, sources=()))
    assert assess(BOTH, bare, ON).monthly_total == min(Decimal(most), Decimal(1200))


def test_the_most_a_support_can_give_is_read_from_its_steps():
    assert [item.highest for item in RICH.interventions] == [400, 800, 2200, 800]
    assert highest(()) is None


def test_a_minor_under_the_table_still_reads_an_isee_of_its_own_kind():
    isee = Isee("ordinario", Decimal(9000), 2026, None, ON)
    facts = replace(
        ADULT, person=replace(ADULT.person, birth_date=ON.replace(year=2012)), isee=(isee,), line="minors"
    )
    item = next(
        i for i in assess(replace(facts, certificates=None), RICH, ON).interventions if i.code == "caregiver"
    )
    assert item.amount == 400
    assert CarerContract().monthly_cost is None


def test_a_table_of_one_figure_has_one_value_in_each_row():
    axis = Axis(by="isee", bands=(Band(end=Decimal(10000)), Band(over=Decimal(10000))))
    words = {"label": Text("x", "y"), "sentence": Text("x", "y")}
    with pytest.raises(Misfit, match=r"values\[2\]: found a row of 2, allowed: 1 in each row$"):
        Table(kind="table", axes=(axis,), values=((Decimal(1),), (Decimal(1), Decimal(2))), **words)
