"""The pipelines of amounts of `sentences.txt`: each step, each effect of a table, each figure that may be missing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from eligibility.amounts import Known
from eligibility.facts import (
    Assessment,
    Caregiver,
    CarerContract,
    Facts,
    Figure,
    Isee,
    Measure,
    Person,
    Project,
)  # fmt: skip
from eligibility.steps import (
    Axis,
    Band,
    Ceiling,
    DocumentedCost,
    Fixed,
    OtherMeasures,
    Rounding,
    Share,
    Table,
)  # fmt: skip
from eligibility.text import Text
from tests.eligibility.situations import ON, WORDS

D = Decimal


def pipelines() -> Iterator[tuple]:
    """(name, steps, rounding, (facts, known) of each person)."""
    cent = Rounding(kind="rounding", mode="half_up", to=D("0.01"), **WORDS)
    olga = CarerContract(monthly_cost=D("799.99"), weekly_hours=D(25))
    cost = DocumentedCost(kind="documented_cost", of=("carer",), **WORDS)
    top, open_top = (Ceiling(kind="ceiling", value=value, **WORDS) for value in (D(800), None))
    spent = [Facts(), Facts(carer=CarerContract())]
    spent += [Facts(carer=replace(olga, monthly_cost=D(n))) for n in ("0.01", "799.99", "800", "800.01")]
    yield "documented cost under a ceiling", (cost, top, open_top), cent, [(one, None) for one in spent]
    fixed = Fixed(kind="fixed", value=D(400), **WORDS)
    yield "fixed sum", (fixed, cost), cent, [(spent[2], None), (spent[5], None)]
    stay = DocumentedCost(kind="documented_cost", of=("respite", "direct_services"), **WORDS)
    share = Share(kind="share", percent=D("33.5"), **WORDS)
    stays = [
        Facts(),
        Facts(respite=Project("", D("0.03"), D(20), D(1000))),
        Facts(direct_services=Project("", D(7))),
    ]
    every = [(one, Known(per=per)) for one in stays for per in ("month", "year", "project")]
    yield (
        "share of a project",
        (stay, share, top),
        Rounding(kind="rounding", mode="down", to=D("0.10"), **WORDS),
        every,
    )
    taken = OtherMeasures(kind="other_measures", measures=("sad", "hcp"), of="carer", **WORDS)
    held = [
        Measure("sad", D(100)),
        Measure("hcp", D("50.50")),
        Measure("b1", D(5)),
        Measure("sad"),
        Measure("hcp", D(900)),
    ]
    people = [
        replace(spent[4], measures=one) for one in ((), (held[0],), tuple(held[:3]), (held[3],), (held[4],))
    ]
    people += [spent[4], replace(spent[0], measures=()), replace(spent[1], measures=())]
    yield "what other measures pay", (fixed, taken), cent, [(one, None) for one in people]
    limit = OtherMeasures(kind="other_measures", measures=("sad", "hcp"), value=D(450), **WORDS)
    yield "up to a sum with other measures", (fixed, limit), cent, [(one, None) for one in people[:3]]
    counted = DocumentedCost(kind="documented_cost", of=("direct_services",), **WORDS)
    ten, half = (
        Ceiling(kind="ceiling", value=D(10), **WORDS),
        Share(kind="share", percent=D("33.33"), **WORDS),
    )
    people = [Facts(direct_services=Project(accesses=D(n), hours=D(n))) for n in ("9", "10", "11")]
    people += [Facts(), Facts(direct_services=Project(monthly_cost=D(5)))]
    every = [
        (one, Known(per=per, unit=unit))
        for one in people
        for unit in ("accesses", "hours")
        for per in ("month", "year")
    ]
    yield "services counted and not paid", (counted, ten, half), cent, every
    both = (DocumentedCost(kind="documented_cost", of=("carer",), **WORDS), counted, top)
    two = Facts(carer=CarerContract(monthly_cost=D(1)), direct_services=Project("", D(2), D(3)))
    yield "two costs", both, cent, [(two, Known(per=per)) for per in ("month", "year")]
    yield from _tables(fixed, cent)


def _tables(fixed, cent) -> Iterator[tuple]:
    def table(effect, values, *axes):
        return Table(kind="table", effect=effect, axes=axes, values=values, **WORDS)

    bands = (Band(under=D(10)), Band(start=D(10), end=D(20)), Band(over=D(20), end=D(40)))
    people = [Facts(), Facts(has_carer=False)]
    people += [
        Facts(carer=CarerContract(weekly_hours=D(n))) for n in ("9.99", "10", "20", "20.01", "40", "40.01")
    ]
    hours = Axis(by="carer_hours", bands=bands)
    for effect, figures in (
        ("ceiling", (D(0), D(400), D(500))), ("subtract", (D(0), D("50.50"), D(500))),
        ("percent", (D(100), D("33.333"), D(1))),
    ):  # fmt: skip
        rows = tuple((one,) for one in figures)
        yield f"{effect} by hours", (fixed, table(effect, rows, hours)), cent, [(one, None) for one in people]
    isee = Axis(by="isee", bands=(Band(end=D(10000)), Band(over=D(10000), under=D(25000))))
    both = (table("set", ((D(400), D(300), D(200)), (D(150), D(100), D("0.00"))), isee, hours),)
    known = [
        Known(isee=value and D(value)) for value in (None, "0", "10000", "10000.01", "24999.99", "25000")
    ]
    poor = replace(people[3], isee=(Isee("ordinario", D(5000), 2025), Isee("corrente", D(12000), 2026)))
    yield (
        "by ISEE and hours",
        both,
        cent,
        [(poor, one) for one in known] + [(people[1], known[1]), (people[0], known[1])],
    )
    two = (Band(under=D(2)), Band(start=D(2)))
    for by, some in (
        ("caregiver_hours", [Facts(), Facts(has_caregiver=False),
                             *(Facts(caregiver=Caregiver(weekly_hours=D(n))) for n in (1, 2))]),
        ("service_hours", [Facts(), *(Facts(service_hours=D(n)) for n in ("1.99", "2"))]),
        ("school_hours", [Facts(), *(Facts(school_hours=D(n)) for n in ("1.99", "2"))]),
        ("adl_score", [Facts(), *(Facts(assessment=Assessment(adl_score=n)) for n in (1, 2))]),
        ("age", [Facts(), *(Facts(person=Person(date(year, 6, 30))) for year in (2025, 2024))]),
    ):  # fmt: skip
        steps = (table("set", ((D(1),), (D(2),)), Axis(by=by, bands=two)),)
        yield f"by {by}", steps, cent, [(one, at) for one in some for at in (None, Known(on=ON))]
    barthel = Axis(
        by="figure", figure="barthel", figure_label=Text("punti Barthel", "Barthel points"), bands=two
    )
    people = [Facts(), *(Facts(figures=(Figure("barthel", D(n)),)) for n in (1, 2))]
    yield (
        "by a figure of the call",
        (table("set", ((D(1),), (D(2),)), barthel),),
        cent,
        [(one, None) for one in people],
    )
    half = (Band(end=D("2.5")), Band(over=D("2.5")))
    steps = (table("set", ((D(1),), (D(2),)), Axis(by="iadl_score", bands=half)),)
    yield "half a point", steps, cent, [(Facts(assessment=Assessment(iadl_score=2)), None)]
