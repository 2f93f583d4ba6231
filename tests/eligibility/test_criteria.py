"""Each requirement: met, not met, not known; and the words it says."""

from dataclasses import replace
from datetime import date

import pytest

from eligibility.assess import assess
from eligibility.criteria import age, caregiver, carer, severity
from eligibility.facts import Assessment, Caregiver, Certificate, Facts
from eligibility.text import Text
from tests.eligibility.people import ADELE, ON, RULES, finding, with_carer, with_person

WORDS = {"code": "x", "label": Text("x", "x"), "sentence": Text("x", "x"), "sources": ()}


def look(facts, code, on=ON):
    found = finding(assess(facts, RULES, on), code)
    return found.verdict, found.reason.it, found.found.it


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("met", "Abita in un Comune dell’Ambito.", "Borgolungo")),
        ({"municipality": None}, ("met", "Abita in un Comune dell’Ambito.", "nell’Ambito")),
        ({"resident_in_ambito": None}, ("unknown", "Manca la residenza.", "non lo sappiamo ancora")),
    ],
)
def test_residence(changes, expected):
    assert look(with_person(ADELE, **changes), "residence") == expected


@pytest.mark.parametrize(("municipality", "found"), [("Milano", "Milano"), (None, "fuori dall’Ambito")])
def test_residence_elsewhere_is_a_refusal(municipality, found):
    facts = with_person(ADELE, resident_in_ambito=False, municipality=municipality)
    assert look(facts, "residence") == (
        "not_met", "Abita fuori dall’Ambito: la domanda va fatta al Comune di residenza.", found
    )  # fmt: skip


@pytest.mark.parametrize(("value", "verdict"), [(True, "met"), (False, "not_met"), (None, "unknown")])
def test_at_home(value, verdict):
    assert look(with_person(ADELE, lives_at_home=value), "at_home")[0] == verdict


LAW = "law_104_c3"
EXPIRED = Certificate(LAW, valid_to=date(2022, 10, 2))


@pytest.mark.parametrize(
    ("certificates", "verdict", "words"),
    [
        (None, "unknown", "Manca il certificato"),
        ((), "not_met", "Non ha i certificati richiesti"),
        ((Certificate("attendance_allowance"),), "not_met", "Non ha i certificati richiesti"),
        ((Certificate(LAW),), "met", "Riconosciuta: L. 104/1992, art. 3 c. 3."),
        ((Certificate("care_allowance"),), "met", "Riconosciuta: indennità di accompagnamento."),
        ((Certificate(LAW), Certificate("care_allowance")), "met", "3 e indennità di accompagnamento."),
        ((Certificate(LAW, valid_to=ON),), "met", "Riconosciuta"),
        ((EXPIRED,), "unknown", "scadenza: 02/10/2022. Serve il nuovo verbale."),
        ((Certificate(LAW, recognised_on=ON),), "met", "Riconosciuta"),
        ((Certificate(LAW, recognised_on=date(2022, 10, 4)),), "unknown", "vale dal 04/10/2022"),
        ((Certificate(LAW, pending=True),), "unknown", "è in attesa di accertamento"),
        ((EXPIRED, Certificate("care_allowance", pending=True)), "unknown", "è in attesa di accertamento"),
        ((Certificate(LAW, pending=True), Certificate("care_allowance")), "met", "accompagnamento"),
    ],
)
def test_severity(certificates, verdict, words):
    found = look(replace(ADELE, certificates=certificates), "severity")
    assert found[0] == verdict
    assert words in found[1]


def test_one_accepted_certificate_is_asked_for_by_name():
    rule = severity.Rule(kind="severity", any_of=("care_allowance",), **WORDS)
    assert severity.evaluate(rule, Facts(), ON).required.it == "indennità di accompagnamento"


@pytest.mark.parametrize(
    ("severe", "signed", "verdict"),
    [
        (True, True, "met"), (False, True, "not_met"), (None, True, "unknown"),
        (True, False, "unknown"), (True, None, "unknown"), (False, None, "unknown"), (None, None, "unknown"),
    ],
)  # fmt: skip
def test_the_limitation_counts_only_when_both_offices_have_signed(severe, signed, verdict):
    assert look(replace(ADELE, assessment=Assessment(severe, None, None, signed)), "limitation")[0] == verdict


@pytest.mark.parametrize(("approved", "verdict"), [(True, "met"), (False, "not_met"), (None, "unknown")])
def test_the_plan_has_its_own_verdict_and_leaves_the_right_alone(approved, verdict):
    outcome = assess(replace(ADELE, plan_approved=approved), RULES, ON)
    assert finding(outcome, "plan").verdict == verdict
    assert (outcome.verdict, str(outcome.monthly_total)) == ("entitled", "400.00")
    assert outcome.ready_for_award is (approved is True)
    assert outcome.missing == ()


@pytest.mark.parametrize(
    ("low", "high", "years", "verdict", "required"),
    [
        (0, 18, 17, "met", "meno di 18 anni"), (0, 18, 18, "not_met", "meno di 18 anni"),
        (18, None, 17, "not_met", "almeno 18 anni"), (18, None, 18, "met", "almeno 18 anni"),
        (18, 65, 64, "met", "da 18 a 64 anni"), (18, 65, 65, "not_met", "da 18 a 64 anni"),
        (0, 18, 1, "met", "meno di 18 anni"),
    ],
)  # fmt: skip
def test_age_edges(low, high, years, verdict, required):
    rule = age.Rule(kind="age", from_age=low, under_age=high, **WORDS)
    born = date(ON.year - years, ON.month, ON.day)  # the birthday itself
    found = age.evaluate(rule, with_person(ADELE, birth_date=born), ON)
    assert (found.verdict, found.required.it) == (verdict, required)
    assert found.found.it == ("1 anno" if years == 1 else f"{years} anni")


def test_age_unknown():
    found = age.evaluate(age.Rule(kind="age", from_age=18, **WORDS), Facts(), ON)
    assert (found.verdict, found.missing[0].field) == ("unknown", "person.birth_date")


@pytest.mark.parametrize(
    ("asked", "there", "verdict"),
    [
        (True, True, "met"), (True, False, "not_met"), (True, None, "unknown"),
        (False, False, "met"), (False, True, "not_met"), (False, None, "unknown"),
    ],
)  # fmt: skip
def test_caregiver(asked, there, verdict):
    rule = caregiver.Rule(kind="caregiver", present=asked, **WORDS)
    assert caregiver.evaluate(rule, replace(ADELE, has_caregiver=there), ON).verdict == verdict


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (Caregiver("Marta", weekly_hours="35"), "Assiste Marta, 35 ore a settimana."),
        (Caregiver("Marta", weekly_hours="12.5"), "Assiste Marta, 12,5 ore a settimana."),
        (Caregiver("Marta"), "Assiste Marta."),
        (Caregiver(), "C’è un caregiver familiare."),
        (None, "C’è un caregiver familiare."),
    ],
)
def test_the_caregiver_is_named(record, words):
    rule = caregiver.Rule(kind="caregiver", present=True, **WORDS)
    assert caregiver.evaluate(rule, replace(ADELE, caregiver=record), ON).reason.it == words


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({}, "met", "C’è un’assistente assunta in regola."),
        ({"regular": False}, "not_met", "L’assistente non è in regola."),
        ({"regular": None}, "unknown", "Non sappiamo ancora se l’assistente è in regola."),
        ({"ends_on": ON}, "met", "in regola"),
        ({"ends_on": date(2022, 10, 2)}, "not_met", "Il contratto è finito il 02/10/2022."),
        ({"starts_on": ON}, "met", "in regola"),
        ({"starts_on": date(2022, 10, 4)}, "not_met", "Il contratto comincia il 04/10/2022."),
        ({"starts_on": None}, "met", "in regola"),
    ],
)
def test_carer(changes, verdict, words):
    rule = carer.Rule(kind="carer", **WORDS)
    found = carer.evaluate(rule, with_carer(ADELE, **changes), ON)
    assert found.verdict == verdict
    assert words in found.reason.it


@pytest.mark.parametrize(
    ("facts", "verdict", "missing"),
    [
        (replace(ADELE, has_carer=None), "unknown", ("has_carer",)),
        (replace(ADELE, has_carer=False), "not_met", ()),
        (replace(ADELE, has_carer=True), "unknown", ("carer",)),
    ],
)
def test_carer_without_a_contract(facts, verdict, missing):
    found = carer.evaluate(carer.Rule(kind="carer", **WORDS), facts, ON)
    assert (found.verdict, tuple(m.field for m in found.missing)) == (verdict, missing)


def test_a_call_may_ask_for_a_carer_of_any_contract_or_for_a_personal_assistant():
    loose = carer.Rule(kind="carer", regular=False, **WORDS)
    found = carer.evaluate(loose, with_carer(ADELE, regular=None), ON)
    assert (found.verdict, found.required.it) == ("met", "un’assistente")
    personal = carer.Rule(kind="carer", regular=False, personal_assistant=True, **WORDS)
    assert carer.evaluate(personal, with_carer(ADELE), ON).verdict == "not_met"
    assert carer.evaluate(personal, with_carer(ADELE, personal_assistant=True), ON).verdict == "met"
