"""What is asked for each support: of the caregiver, of the contract, of the household; lines, gates and months."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from eligibility.assess import assess, each_month
from eligibility.facts import Assessment, Caregiver, Certificate, Facts, Isee, Person
from tests.eligibility.rich_people import ADULT, IDA, ON, RICH, caregiver, look, person, with_carer

OTHER = Caregiver("Ada", is_parent=True)


@pytest.mark.parametrize(
    ("facts", "verdict", "missing"),
    [
        (IDA, "met", ()),
        (caregiver(cohabiting=None), "unknown", ("caregiver.cohabiting",)),
        (caregiver(cohabiting=False), "not_met", ()),
        (caregiver(weekly_hours=Decimal(10)), "met", ()),
        (caregiver(weekly_hours=Decimal("9.99")), "not_met", ()),
        (caregiver(weekly_hours=None), "unknown", ("caregiver.weekly_hours",)),
        (caregiver(in_plan=False), "not_met", ()),
        (caregiver(cohabiting=None, in_plan=False), "not_met", ()),
        (replace(IDA, filed_with="beneficiary"), "unknown", ("filed_with",)),
        (replace(IDA, other_caregivers=None), "unknown", ("other_caregivers",)),
        (replace(IDA, other_caregivers=(OTHER,)), "not_met", ()),  # an adult has one
        (replace(IDA, caregiver=None), "unknown", ("caregiver.cohabiting",)),
    ],
)
def test_what_is_asked_of_the_caregiver(facts, verdict, missing):
    found = look(facts, "caregiver")
    assert (found[0], found[2]) == (verdict, missing)


@pytest.mark.parametrize(
    ("own", "other", "verdict"),
    [(True, True, "met"), (True, False, "not_met"), (False, True, "not_met"), (None, True, "unknown")],
)
def test_both_parents_of_a_minor_may_be_caregivers(own, other, verdict):
    facts = replace(
        person(birth_date=date(2012, 1, 1)), line="minors",
        certificates=(Certificate("law_104_c3"), Certificate("care_allowance")),
        isee=(Isee("ordinario", Decimal(9000), 2026, None, date(2026, 12, 31)),),
        caregiver=replace(IDA.caregiver, is_parent=own), other_caregivers=(replace(OTHER, is_parent=other),),
    )  # fmt: skip
    assert look(facts, "caregiver")[0] == verdict


def test_without_an_age_the_parents_are_not_known_to_be_of_a_minor():
    from eligibility.criteria.caregiver import _only_one  # noqa: PLC0415

    assert _only_one(replace(person(birth_date=None), other_caregivers=(OTHER,)), OTHER, ON) is None


@pytest.mark.parametrize(
    ("hours", "verdict", "words"),
    [
        ("19.99", "not_met", "ne servono almeno 20"), ("20", "met", "in regola"), ("54", "met", "in regola"),
        ("54.01", "not_met", "il massimo è 54"), (None, "unknown", "Mancano le ore del contratto."),
    ],
)  # fmt: skip
def test_hours_of_the_contract(hours, verdict, words):
    found = look(with_carer(weekly_hours=hours and Decimal(hours)), "carer")
    assert found[0] == verdict
    assert words in found[1]


ALONE = replace(ADULT, requested=("independent_living",))


@pytest.mark.parametrize(
    ("facts", "code", "verdict"),
    [
        (ALONE, "household", "met"), (ALONE, "services", "met"), (ALONE, "adl", "met"),
        (replace(ALONE, person=replace(ALONE.person, lives_with_relatives=True)), "household", "not_met"),
        (replace(ALONE, person=replace(ALONE.person, lives_with_relatives=None)), "household", "unknown"),
        (replace(ALONE, service_hours=Decimal("17.99")), "services", "met"),
        (replace(ALONE, service_hours=Decimal(18)), "services", "not_met"),
        (replace(ALONE, service_hours=None), "services", "unknown"),
        (replace(ALONE, assessment=replace(ALONE.assessment, adl_score=0)), "adl", "not_met"),
        (replace(ALONE, assessment=replace(ALONE.assessment, adl_score=1)), "adl", "met"),
        (replace(ALONE, assessment=replace(ALONE.assessment, adl_score=4)), "adl", "met"),
        (replace(ALONE, assessment=replace(ALONE.assessment, adl_score=5)), "adl", "not_met"),
    ],
)  # fmt: skip
def test_household_and_quantities(facts, code, verdict):
    assert look(facts, code)[0] == verdict


@pytest.mark.parametrize(("together", "verdict", "missing"), [
    (False, "entitled", ()), (True, "not_entitled", ()), (None, "unknown", ("person.lives_with_relatives",)),
])  # fmt: skip
def test_a_gate_decides_the_right_of_who_asks_only_for_that_support(together, verdict, missing):
    facts = replace(ALONE, person=replace(ALONE.person, lives_with_relatives=together))
    outcome = assess(facts, RICH, ON)
    assert (outcome.verdict, tuple(m.field for m in outcome.missing)) == (verdict, missing)
    assert ("familiari" in outcome.sentence.it) is bool(together is not False)
    both = assess(replace(facts, requested=("independent_living", "respite")), RICH, ON)
    assert both.verdict == "entitled"  # the other support has no gate


def test_a_support_of_another_line_is_not_due_and_waits_while_the_line_is_open():
    asked = replace(IDA, requested=("independent_living",))
    [item] = [i for i in assess(asked, RICH, ON).interventions if i.code == "independent_living"]
    assert (item.verdict, item.reason.it) == ("not_due", "È solo per la linea: Adulti.")
    open_line = replace(asked, line=None, person=replace(IDA.person, birth_date=date(1960, 1, 1)))
    [item] = [i for i in assess(open_line, RICH, ON).interventions if i.code == "independent_living"]
    assert (item.verdict, item.missing[0].field) == ("unknown", "line")


def test_what_must_hold_each_month():
    [at_home] = each_month(IDA, RICH, ON)
    assert (at_home.code, at_home.verdict, at_home.stage) == ("at_home", "met", "application")
    [at_home] = each_month(person(lives_at_home=False), RICH, ON)
    assert at_home.verdict == "not_met"


def test_a_support_that_is_not_offered_says_why_and_what_there_is_instead():
    [item] = [
        i
        for i in assess(replace(IDA, requested=("minors_voucher",)), RICH, ON).interventions
        if i.code == "minors_voucher"
    ]
    assert item.reason.it == "Non ci sono più. Si può chiedere: Sollievo."
    assert item.sources[0].act == "Atto di prova"
    nothing_else = replace(RICH, not_offered=(replace(RICH.not_offered[0], instead=()),))
    outcome = assess(replace(IDA, requested=("minors_voucher",)), nothing_else, ON)
    assert outcome.interventions[-1].reason.it == "Non ci sono più."


def test_nobody_known_is_unknown_everywhere():
    outcome = assess(Facts(person=Person(), assessment=Assessment()), RICH, ON)
    assert outcome.verdict == "unknown"
    assert {f.verdict for f in outcome.criteria} == {"unknown"}


def test_when_a_figure_is_missing_the_text_in_short_says_so_and_not_that_nothing_is_due():
    said = assess(replace(IDA, service_hours=None), RICH, ON).sentence.it
    assert "Per l’importo manca 1 dato: ore a settimana nei servizi diurni" in said
    assert "Nessuno dei sostegni" not in said
