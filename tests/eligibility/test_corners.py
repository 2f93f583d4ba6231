"""The corners no worked case goes to."""

import pickle
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from eligibility import amounts, canonical
from eligibility.assess import assess
from eligibility.call import Window
from eligibility.canonical import Misfit
from eligibility.criteria import caregiver, certificates, evaluate, isee, line, permit, severity
from eligibility.facts import Assessment, Caregiver, CarerContract, Certificate, Facts, Isee, Person
from eligibility.fast import by_assess, compiled
from eligibility.item import Ages
from eligibility.steps import Axis, Band, Fixed, Rounding, Table
from eligibility.text import EMPTY, Source, Text, euro, short
from tests.eligibility.rich_people import IDA, ON, RICH, person

X = {"label": Text("x", "y"), "sentence": Text("x", "y")}
RULE = {"code": "x", "sources": (), **X}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("ISEE", r'label: found "ISEE", allowed: a table with it, en'),
        ({"it": "a", "en": "b", "de": "c"}, "label.de: found an unknown key, allowed: it, en"),
        ({"it": "a"}, "label.en: found nothing, allowed: the words in quotes, in this language too"),
    ],
)
def test_words_in_two_languages_and_no_other(data, sentence):
    with pytest.raises(Misfit, match=sentence):
        canonical.read(Text, data, ("label",))


def test_a_moment_is_read_from_text_too_and_comes_back():
    words = {"code": "w", "label": {"it": "a", "en": "b"}, "sentence": {"it": "a", "en": "b"}}
    window = canonical.read(
        Window, {**words, "opens_at": "2026-01-01T10:00:00", "closes_at": "2026-01-02T10:00:00"}
    )
    assert window.opens_at == datetime(2026, 1, 1, 10)
    assert canonical.loads(Window, canonical.dumps(window)) == window
    with pytest.raises(Misfit, match='closes_at: found "noon", allowed: a day and an hour'):
        canonical.read(Window, {**words, "opens_at": "2026-01-01T10:00:00", "closes_at": "noon"})


def test_a_text_is_equal_to_its_words_however_it_was_made():
    made = Text("{n} euro", "{n} euros").fill(n=short(Decimal("2.50")))
    assert made == Text("2,5 euro", "2.5 euros")
    assert hash(made) == hash(Text("2,5 euro", "2.5 euros"))
    assert repr(made) == "Text(it='2,5 euro', en='2.5 euros')"
    assert made != "2,5 euro"
    assert pickle.loads(pickle.dumps(euro(Decimal(3)))) == Text("3,00 €", "€3.00")  # noqa: S301
    assert short(Decimal(10)).it == "10"


def test_a_reserve_may_have_no_term_and_need_no_receipt():
    rule = certificates.Rule(
        kind="certificates",
        needs=certificates.Need(certificate="blindness"),
        pending="reserve",
        receipt=False,
        **RULE,
    )
    found = certificates.evaluate(rule, Facts(certificates=(Certificate("blindness", pending=True),)), ON)
    assert (found.verdict, found.reserve[0].until) == ("met", None)
    assert found.reserve[0].reason.it == "Serve l’esito dell’accertamento."


def test_a_line_for_everybody_needs_no_age_and_one_for_nobody_is_said():
    everybody = line.Group(code="all", **X)
    rule = line.Rule(
        kind="line", groups=(everybody, line.Group(code="old", from_age=65, **X)), overlap="first", **RULE
    )
    found = line.evaluate(rule, Facts(line="all"), ON)
    assert (found.verdict, found.found.it, found.required.it) == ("met", "x", "x")
    assert line.resolve(rule, IDA, ON)[0] == "not_met"  # the line asked for is not of this call
    assert line.resolve(rule, replace(IDA, line=None), ON)[1] is everybody
    none = line.Rule(kind="line", groups=(line.Group(code="young", under_age=18, **X),), **RULE)
    found = line.evaluate(none, replace(IDA, line=None), ON)
    assert (found.verdict, found.reason.it) == ("not_met", "Ha 86 anni: nessuna linea è aperta.")
    assert line.resolve(none, replace(IDA, line=None), ON) == ("not_met", None, ())


def test_a_permit_of_any_length():
    rule = permit.Rule(kind="permit", **RULE)
    facts = person(citizenship="extra_eu", permit_valid_to=date(2026, 7, 1))
    assert permit.evaluate(rule, facts, ON).verdict == "met"


def test_the_fast_path_knows_a_plan_asked_for_at_the_application():
    early = replace(
        RICH,
        criteria=tuple(replace(r, stage="application") if r.kind == "plan" else r for r in RICH.criteria),
    )
    for approved in (True, False, None):
        facts = replace(IDA, plan_approved=approved)
        assert compiled(early)(facts, ON) == by_assess(facts, early, ON)


@pytest.mark.parametrize(
    ("by", "facts", "labels"),
    [
        ("isee", Facts(), []),
        ("isee", IDA, ["ISEE: 10.000,00 €"]),
        ("carer_hours", Facts(), []),
        (
            "carer_hours",
            Facts(carer=CarerContract(weekly_hours=Decimal(10001))),
            ["ore a settimana dell’assistente: 9999,99"],
        ),
        ("caregiver_hours", Facts(), []),
        ("caregiver_hours", IDA, ["ore a settimana del caregiver: 10000"]),
        ("age", IDA, []),
        ("adl_score", IDA, ["punti ADL: 10000"]),
    ],
)
def test_a_figure_moves_to_the_nearest_edge_of_the_other_bands(by, facts, labels):
    axis = Axis(by=by, bands=(Band(under=Decimal(10000)), Band(start=Decimal(10000))))
    table = Table(kind="table", axes=(axis,), values=((Decimal(1),), (Decimal(2),)), **X)
    assert [label.it for label, _ in amounts.variations((table,), facts)] == labels


def test_a_score_moves_to_whole_points():
    axis = Axis(by="adl_score", bands=(Band(under=Decimal("2.5")), Band(start=Decimal("2.5"))))
    table = Table(kind="table", axes=(axis,), values=((Decimal(1),), (Decimal(2),)), **X)

    def points(score):
        facts = Facts(assessment=Assessment(adl_score=score))
        return [changed.assessment.adl_score for _, changed in amounts.variations((table,), facts)]

    assert [points(score) for score in (None, 0, 2, 3, 6)] == [[0, 3], [3], [3], [2], [2]]


def test_a_carer_is_not_moved_to_a_ceiling_that_is_not_of_the_month():
    steps = RICH.interventions[1].steps[:1]
    assert amounts.variations(steps, Facts(carer=CarerContract()), "year") == []


def test_an_isee_of_nobody_is_no_figure_for_a_table():
    # The only limit is for minors: an elder has none to look at.
    criteria = tuple(replace(r, ages=RICH.criteria[5].ages) if r.kind == "isee" else r for r in RICH.criteria)
    outcome = assess(IDA, replace(RICH, criteria=criteria), ON)
    assert next(i for i in outcome.interventions if i.code == "caregiver").missing[0].field == "isee"
    isee = (Isee("ordinario", Decimal(1), 2026),)
    assert assess(Facts(person=Person(date(2015, 1, 1)), isee=isee), RICH, ON).verdict == "unknown"


def test_a_rule_that_may_not_concern_the_person_says_what_would_tell():
    rule = permit.Rule(kind="permit", lines=("adults",), ages=Ages(from_age=18), **RULE)
    found = evaluate(rule, Facts(), ON)
    assert (found.verdict, found.required, found.missing[0].field) == ("unknown", EMPTY, "person.birth_date")
    assert found.reason == Text(
        "Dipende da un dato che manca: la data di nascita.",
        "It depends on a missing datum: the date of birth.",
    )
    assert evaluate(rule, person(birth_date=date(2000, 1, 1)), ON) is None  # of another line


def test_a_certificate_recognised_later_is_not_called_expired_on_its_last_day():
    rule = severity.Rule(kind="severity", any_of=("blindness",), **RULE)
    late = Certificate("blindness", recognised_on=date(2026, 7, 1), valid_to=ON)
    assert severity.evaluate(rule, Facts(certificates=(late,)), ON).found.it == "vale dal 01/07/2026"


def test_at_least_one_of_three_and_how_a_group_inside_is_said():
    def need(kind):
        return certificates.Need(certificate=kind)

    three = tuple(need(kind) for kind in ("law_104_c3", "care_allowance", "blindness"))
    rule = certificates.Rule(kind="certificates", needs=certificates.Need(at_least=1, among=three), **RULE)
    assert certificates.evaluate(rule, Facts(certificates=(Certificate("blindness"),)), ON).verdict == "met"
    nested = certificates.Need(at_least=1, among=(certificates.Need(any_of=three[1:]), three[0]))
    assert nested.said().it == (
        "almeno 1 tra ((indennità di accompagnamento oppure cecità civile) e L. 104/1992, art. 3 c. 3)"
    )


def test_the_day_of_the_application_counts_only_where_the_rule_must_hold_then_alone():
    facts = replace(IDA, applied_on=date(2026, 5, 1))
    for holds_at, day in (
        (("application",), facts.applied_on),
        (("application", "month"), ON),
        (("month",), ON),
    ):
        assert permit.Rule(kind="permit", holds_at=holds_at, **RULE).day(facts, ON) == day
    assert permit.Rule(kind="permit", holds_at=("application",), **RULE).day(IDA, ON) == ON


def test_half_a_cent_left_by_a_percent_goes_up():
    axis = Axis(by="service_hours", bands=(Band(),))
    table = Table(kind="table", axes=(axis,), values=((Decimal(50),),), effect="percent", **X)
    steps = (Fixed(kind="fixed", value=Decimal("0.01"), **X), table)
    whole = Rounding(kind="rounding", mode="down", to=Decimal("0.01"), **X)
    assert amounts.compute(steps, whole, Facts(service_hours=Decimal(1))).value == Decimal("0.01")


def test_every_step_carries_the_words_and_the_source_of_its_rule():
    act, office = Source("Avviso"), Source("Ufficio")
    fixed = Fixed(kind="fixed", value=Decimal("6.67"), **{**X, "label": Text("somma", "sum")}, source=act)
    down = Rounding(kind="rounding", mode="down", **{**X, "label": Text("fine", "end")}, source=office)
    for unit, source, value in (("euro", office, "6.67"), ("accesses", None, "6"), ("hours", None, "6.67")):
        first, last = amounts.compute((fixed,), down, Facts(), amounts.Known(unit=unit)).steps
        assert (first.label.it, first.source, last.label.it, last.source) == ("somma", act, "fine", source)
        assert last.amount == Decimal(value)


def test_limits_of_the_isee_for_three_ages_are_told_apart():
    ages = ({"under_age": 6}, {"from_age": 6, "under_age": 18}, {"from_age": 18})
    of_all = {"label": X["label"], "accepted": ("corrente",), "max": Decimal(9), "inclusive": True}
    rule = isee.Rule(kind="isee", classes=tuple(isee.AgeClass(**of_all, **one) for one in ages), **RULE)
    said = isee.evaluate(rule, Facts(), ON).required
    assert said.it == "; ".join(["ISEE corrente: fino a 9,00 €"] * 3)


@pytest.mark.parametrize("facts", [Facts(), IDA])
def test_a_finding_carries_the_words_the_sources_and_the_moment_of_its_rule(facts):
    words = {"label": Text("voce", "item"), "sentence": Text("frase", "sentence")}
    act = Source("Avviso")
    rule = permit.Rule(kind="permit", code="p", stage="award", sources=(act,), **words)
    found = evaluate(rule, facts, ON)
    assert (found.code, found.label, found.rule, found.sources, found.stage) == (
        "p",
        *words.values(),
        (act,),
        "award",
    )


def test_no_least_hours_are_none():
    rule = caregiver.Rule(kind="caregiver", present=True, min_weekly_hours=Decimal(0), **RULE)
    assert (
        caregiver.evaluate(rule, Facts(caregiver=Caregiver("Ada", "", Decimal("0.5"))), ON).verdict == "met"
    )
