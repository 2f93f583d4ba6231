"""The rules and the people of `sentences.txt`: every kind, known and not known, at each edge and on both its sides."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from eligibility.criteria import KINDS, certificates, isee, line, measures, project, question
from eligibility.facts import (
    Assessment,
    Certificate,
    Facts,
    Figure,
    Isee,
    Measure,
    Person,
    Project,
    Reply,
)  # fmt: skip
from eligibility.text import Text
from tests.eligibility.situations_care import AFTER, BEFORE, NOBODY, ON, born, care

WORDS = {"label": Text("etichetta", "label"), "sentence": Text("frase", "sentence")}
D = Decimal


def situations() -> Iterator[tuple]:
    """(rule, the people it is asked about)."""
    for kind, parameters, people in (*_person(), *_papers(), *care(), *_rest()):
        yield KINDS[kind].Rule(kind=kind, code=kind, sources=(), **WORDS, **parameters), people


def _of(**changes) -> Facts:
    return Facts(person=Person(**changes))


def _person() -> Iterator[tuple]:
    yield "age", {"from_age": 1, "to_age": 64}, [NOBODY, born(0), born(1), born(64), born(65)]
    yield "age", {"under_age": 65, "age_on": BEFORE}, [born(64), born(65), born(66)]
    yield "at_home", {}, [NOBODY, _of(lives_at_home=True), _of(lives_at_home=False)]
    yield "household", {}, [NOBODY, _of(lives_with_relatives=False), _of(lives_with_relatives=True)]
    here = [
        _of(resident_in_ambito=yes, municipality=name) for yes in (True, False) for name in (None, "Carate")
    ]
    yield "residence", {}, [NOBODY, *here]
    since = (None, date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1))
    yield (
        "residence",
        {"min_months": 3},
        [NOBODY, *here[2:], *(_of(resident_in_ambito=True, resident_since=day) for day in since)],
    )
    outside = {"citizenship": "extra_eu"}
    year = {"permit_issued_on": BEFORE, "permit_valid_to": date(2027, 6, 29)}
    yield (
        "permit",
        {"min_months": 12},
        [
            NOBODY,
            *(_of(citizenship=one) for one in ("italian", "eu", "extra_eu")),
            _of(**outside, permit_valid_to=BEFORE),
            _of(**outside, permit_valid_to=ON),
            _of(**outside, **year),
            _of(**outside, **year | {"permit_issued_on": ON}),
        ],
    )
    yield "permit", {}, [NOBODY, _of(**outside, permit_valid_to=ON), _of(**outside, permit_valid_to=BEFORE)]
    groups = tuple(
        line.Group(code=code, label=Text(code.capitalize(), code.upper()), sentence=WORDS["sentence"], **ages)
        for code, ages in (("minori", {"under_age": 18}), ("adulti", {"from_age": 18, "to_age": 69}),
                           ("anziani", {"from_age": 65, "to_age": 90}))
    )  # fmt: skip
    people = [born(years) for years in (17, 18, 64, 65, 69, 70, 90, 91)]
    asked = [
        born(years, line=name)
        for years, name in ((65, "anziani"), (64, "anziani"), (91, "adulti"), (40, "x"))
    ]
    yield "line", {"groups": groups}, [NOBODY, Facts(line="adulti"), *people, *asked]
    yield "line", {"groups": groups, "age_on": BEFORE, "overlap": "first"}, [born(18), born(65), born(70)]
    everybody = (line.Group(code="tutti", **WORDS), line.Group(code="altri", from_age=1, **WORDS))
    yield "line", {"groups": everybody}, [Facts(line="tutti"), Facts(line="altri"), born(0), born(1)]


def _papers() -> Iterator[tuple]:
    law, allowance = Certificate("law_104_c3"), Certificate("care_allowance")
    dated = [
        replace(law, **changes)
        for changes in ({"recognised_on": ON}, {"recognised_on": AFTER}, {"valid_to": BEFORE}, {"valid_to": ON},
                        {"pending": True})
    ]  # fmt: skip
    people = [NOBODY, Facts(certificates=())] + [
        Facts(certificates=(one,)) for one in (Certificate("blindness"), *dated)
    ]
    people.append(Facts(certificates=(allowance, law, replace(law, pending=True), law)))
    people.append(Facts(certificates=(replace(law, pending=True), replace(law, valid_to=BEFORE))))
    yield "severity", {"any_of": ("law_104_c3", "care_allowance")}, people
    yield "severity", {"any_of": ("law_104_c3",)}, people[:2]
    yield from _certificates(law, allowance)
    yield from _isee()
    signed = {"signed_by_both": True}
    assessed = [
        Facts(assessment=Assessment(**one))
        for one in ({}, {"severe_limitation": True}, signed, {"severe_limitation": True, **signed},
                    {"severe_limitation": False, **signed})
    ]  # fmt: skip
    yield "limitation", {}, assessed
    dates = (None, date(2024, 6, 29), date(2024, 6, 30), ON)
    old = [Facts(assessment=Assessment(True, signed_by_both=True, signed_on=day)) for day in dates]
    yield "limitation", {"max_months": 24}, [*assessed[:3], *old]
    yield "limitation", {"not_before": date(2024, 6, 30)}, [*assessed[:3], *old]
    yield "limitation", {"max_months": 24, "not_before": date(2025, 1, 1)}, old
    yield "plan", {}, [NOBODY, Facts(plan_approved=True), Facts(plan_approved=False)]


def _certificates(law, allowance) -> Iterator[tuple]:
    need = certificates.Need
    full = Certificate("civil_invalidity", percent=100)
    both = need(
        all_of=(
            need(certificate="civil_invalidity", min_percent=100),
            need(certificate="law_104_c3", recognised_by=BEFORE),
        )
    )
    either = need(any_of=(both, need(certificate="care_allowance")))
    asked = replace(allowance, pending=True, receipt_on=date(2026, 4, 1))  # day 90
    known = replace(law, recognised_on=BEFORE)
    held = (
        (), (law,), (full,), (known, full), (law, full), (replace(known, recognised_on=ON), full),
        (known, replace(full, percent=99)), (known, replace(full, percent=None)), (allowance, allowance, known),
        (asked,), (replace(asked, receipt_on=date(2026, 3, 31)),), (replace(asked, receipt_on=None),),
        (replace(allowance, valid_to=BEFORE),), (replace(allowance, recognised_on=AFTER),),
        (asked, replace(asked, receipt_on=date(2026, 5, 1))), (replace(asked, receipt_on=date(2026, 5, 1)), asked),
    )  # fmt: skip
    people = [NOBODY, *(Facts(certificates=one) for one in held)]
    yield "certificates", {"needs": either, "pending": "reserve", "reserve_days": 90}, people
    yield "certificates", {"needs": either, "pending": "reserve"}, people[10:13]
    yield (
        "certificates",
        {"needs": either, "pending": "reserve", "receipt": False, "reserve_days": 90},
        people[10:13],
    )
    yield "certificates", {"needs": either}, people[10:11]
    three = tuple(need(certificate=kind) for kind in ("law_104_c3", "care_allowance", "blindness"))
    some = [Facts(certificates=one) for one in ((), (law,), (law, allowance), (law, asked))]
    yield "certificates", {"needs": need(at_least=2, among=three), "pending": "reserve"}, some
    mixed = need(all_of=(need(any_of=three[:2]), need(at_least=1, among=three[2:]), need(any_of=three[2:])))
    yield "certificates", {"needs": mixed}, some[:1]


def _isee() -> Iterator[tuple]:
    classes = (
        isee.AgeClass(
            label=WORDS["label"],
            under_age=18,
            accepted=("minorenni", "ordinario"),
            max=D(40000),
            inclusive=True,
        ),
        isee.AgeClass(
            label=WORDS["label"], from_age=18, accepted=("sociosanitario",), max=D(25000), inclusive=False
        ),
    )
    good = Isee("sociosanitario", D("24999.99"), 2026, date(2026, 2, 1), ON)
    minor = replace(good, kind="minorenni", value=D(40000))
    old = replace(good, year=2025, issued_on=date(2025, 2, 1))
    lists = (
        None, (), (good,), (replace(good, value=D(25000)),), (replace(good, has_omissions=True),),
        (replace(good, valid_to=BEFORE),), (replace(good, valid_to=BEFORE), replace(good, valid_to=date(2026, 1, 31))),
        (replace(good, valid_to=None),), (replace(good, issued_on=AFTER),), (replace(good, issued_on=ON),),
        (replace(good, issued_on=AFTER), replace(good, issued_on=date(2026, 7, 2))), (replace(good, issued_on=None),),
        (replace(good, kind="corrente"),), (replace(good, value=D(1), issued_on=date(2026, 3, 1)), good),
        (good, replace(good, value=D(1), issued_on=date(2026, 3, 1))), (good, replace(good, value=D(1))),
        (replace(good, year=2027, value=D(2)), good), (replace(good, issued_on=AFTER), old),
    )  # fmt: skip
    people = [NOBODY, *(born(18, isee=one) for one in lists)]
    young = [
        born(years, isee=one)
        for years, one in ((17, None), (17, (minor,)), (17, (replace(minor, kind="ordinario", value=D("40000.01")),)),
                           (-1, (minor,)), (17, (good,)))
    ]  # fmt: skip
    yield "isee", {"classes": classes}, people + young
    yield (
        "isee",
        {"classes": classes, "year": 2026},
        [people[1], people[3], born(18, isee=(old,)), born(18, isee=(old, good))],
    )


def _rest() -> Iterator[tuple]:
    yield from _measures()
    had = [NOBODY, *(Facts(previous_benefit=one) for one in ("none", "direct", "indirect"))]
    yield "previous", {"excludes": ("direct", "indirect")}, had
    yield "previous", {"excludes": ("indirect",)}, had[1:]
    for of in project.LABELS:
        yield "project", {"of": of}, [NOBODY, *(Facts(**{of: Project(title)}) for title in ("", "Nuoto"))]
    hours = [NOBODY, *(Facts(service_hours=D(n)) for n in ("0", "1", "4.5", "17.5", "18"))]
    yield "quantity", {"of": "service_hours", "under": D(18)}, hours
    yield (
        "quantity",
        {"of": "school_hours", "max": D(18)},
        [NOBODY, *(Facts(school_hours=D(n)) for n in ("18", "18.5"))],
    )
    scores = [NOBODY, *(Facts(assessment=Assessment(adl_score=n, iadl_score=n)) for n in (0, 1, 2, 4, 5))]
    yield "quantity", {"of": "adl_score", "min": D(1), "max": D(4)}, scores
    yield "quantity", {"of": "iadl_score", "min": D(2)}, scores
    yield "quantity", {"of": "service_hours", "min": D(0), "under": D(1)}, hours[:3]

    barthel = {"of": "figure", "figure": "barthel", "figure_label": Text("punti Barthel", "Barthel points")}
    points = [NOBODY, *(Facts(figures=(Figure("barthel", D(n)), Figure("svama", D(1)))) for n in (24, 25))]
    yield "quantity", barthel | {"under": D(25)}, [*points, Facts(figures=(Figure("svama", D(1)),))]
    levels = (
        question.Choice(code="high", label=Text("sostegno intensivo elevato", "high intensive support")),
        question.Choice(code="very_high", label=Text("sostegno molto elevato", "very high support")),
        question.Choice(code="low", label=Text("basso bisogno", "low need")),
    )
    asked = {"of": "need", "datum": Text("il livello di bisogno", "the level of need"), "answers": levels}
    answers = [
        NOBODY,
        *(Facts(replies=(Reply("need", one), Reply("spid", "no"))) for one in ("high", "low", "odd")),
    ]
    yield "question", asked | {"accepted": ("high", "very_high")}, answers


def _measures() -> Iterator[tuple]:
    def treat(code, how, **limits):
        label = Text(code.upper(), code.capitalize())
        return measures.Treatment(code=code, how=how, label=label, sentence=WORDS["sentence"], **limits)

    upto = "compatible_up_to"
    rules = (
        treat("b1", "incompatible"), treat("sad", "compatible"), treat("hcp", "incompatible"),
        treat("sollievo", upto, under_age=18, max_days_per_year=90),
        treat("sollievo", upto, from_age=18, max_days_per_year=60),
        treat("adi", upto, max_weekly_hours=D("2.5"), max_monthly_amount=D(300)),
    )  # fmt: skip
    adi = Measure("adi", D(300), None, D("2.5"))
    held = [
        (), (Measure("sad"),), (Measure("b1"),), (Measure("b1", renounces=True),),
        (Measure("b1", renounces=True), Measure("hcp", renounces=True), Measure("sad")),
        (Measure("b1"), Measure("hcp")),
        (adi,), (replace(adi, weekly_hours=D("2.51")),), (replace(adi, monthly_amount=D("300.01")),), (Measure("adi"),),
        (replace(adi, monthly_amount=None, weekly_hours=D("2.51")),), (Measure("altro"),),
        (Measure("altro"), Measure("b1")),
        (Measure("sollievo", days_per_year=60),), (Measure("sollievo", days_per_year=61),), (Measure("sollievo"),),
    ]  # fmt: skip
    people = [NOBODY, Facts(other_measures=("b1",)), *(born(18, measures=one) for one in held)]
    people.append(born(17, measures=(Measure("sollievo", days_per_year=90),)))
    people.append(Facts(measures=(Measure("sollievo", days_per_year=60), Measure("sad"), Measure("altro"))))
    people.append(Facts(measures=(Measure("b1"), Measure("altro"))))
    yield "measures", {"measures": rules}, people
    strange = [Facts(measures=(one,)) for one in (Measure("altro"), Measure("altro", renounces=True))]
    yield "measures", {"measures": rules, "unlisted": "compatible"}, strange
    yield "measures", {"measures": rules, "unlisted": "incompatible", "renounce": False}, strange
