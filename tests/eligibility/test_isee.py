"""The ISEE: limits to the cent, kinds, validity, and the sentence for each thing that stands in the way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from eligibility.assess import assess
from eligibility.criteria import isee
from eligibility.facts import Facts, Isee
from eligibility.text import Text
from tests.eligibility.people import ADELE, MINOR_BORN, ON, RULES, finding, with_isee, with_person

ADULT = with_person(ADELE, birth_date=date(2004, 10, 3))  # 18 on the day
MINOR = with_person(ADELE, birth_date=date(2004, 10, 4))  # 18 tomorrow


def look(facts, on=ON):
    return finding(assess(facts, RULES, on), "isee")


# ATS Brescia: "health and social care up to a maximum of 25,000.00, and ordinary ISEE, in the case of minors,
# up to a maximum of 40,000.00".
@pytest.mark.parametrize(
    ("facts", "kind", "value", "verdict"),
    [
        (ADULT, "sociosanitario", "24999.99", "met"),
        (ADULT, "sociosanitario", "25000.00", "met"),
        (ADULT, "sociosanitario", "25000.01", "not_met"),
        (ADULT, "sociosanitario_ristretto", "25000.00", "met"),
        (ADULT, "sociosanitario_ristretto", "25000.01", "not_met"),
        (ADULT, "sociosanitario", "0", "met"),
        (MINOR, "ordinario", "39999.99", "met"),
        (MINOR, "ordinario", "40000.00", "met"),
        (MINOR, "ordinario", "40000.01", "not_met"),
        (MINOR, "minorenni", "40000.00", "met"),
        (MINOR, "minorenni", "40000.01", "not_met"),
    ],
)
def test_limits(facts, kind, value, verdict):
    outcome = assess(with_isee(facts, value, kind), RULES, ON)
    assert finding(outcome, "isee").verdict == verdict
    assert outcome.verdict == ("entitled" if verdict == "met" else "not_entitled")


@pytest.mark.parametrize(
    ("facts", "kind", "words"),
    [
        (ADULT, "ordinario", "Serve l’ISEE sociosanitario. Questo è ordinario."),
        (ADULT, "corrente", "Serve l’ISEE sociosanitario. Questo è corrente."),
        (ADULT, "minorenni", "Serve l’ISEE sociosanitario. Questo è minorenni."),
        (MINOR, "sociosanitario", "Serve l’ISEE ordinario. Questo è sociosanitario."),
    ],
)
def test_the_wrong_kind_is_not_yet_known_and_never_a_refusal(facts, kind, words):
    found = look(with_isee(facts, "90000", kind))
    assert (found.verdict, found.reason.it) == ("unknown", words)
    assert found.missing[0].field == "isee"


def test_the_sentence_over_the_limit_says_by_how_much_in_both_languages():
    found = look(with_isee(ADELE, "25430"))
    assert found.reason.it == "L’ISEE è 25.430,00 €: supera di 430,00 € il limite di 25.000,00 €."
    assert found.reason.en == "The ISEE is €25,430.00: over the limit of €25,000.00 by €430.00."
    assert found.required == Text(
        "ISEE sociosanitario: fino a 25.000,00 €", "sociosanitario ISEE: up to €25,000.00"
    )


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({"valid_to": ON}, "met", "è entro il limite"),
        ({"valid_to": date(2022, 10, 2)}, "unknown", "è scaduto il 02/10/2022: serve quello nuovo."),
        ({"valid_to": None}, "unknown", "Manca la data fino a cui vale l’ISEE."),
        ({"issued_on": ON}, "met", "è entro il limite"),
        ({"issued_on": None}, "met", "è entro il limite"),
        ({"issued_on": date(2022, 10, 4)}, "unknown", "è stato rilasciato solo il 04/10/2022."),
        ({"has_omissions": True}, "met", "omissioni o difformità: chiedi i documenti alla famiglia."),
    ],
)
def test_validity(changes, verdict, words):
    found = look(with_isee(ADELE, "18400", **changes))
    assert found.verdict == verdict
    assert words in found.reason.it


@pytest.mark.parametrize("none", [None, ()])
def test_no_isee_is_missing(none):
    found = look(replace(ADELE, isee=none))
    assert (found.verdict, found.reason.it) == ("unknown", "Manca l’ISEE sociosanitario.")


def test_the_most_recent_valid_attestation_counts():
    old = Isee("sociosanitario", Decimal(30000), 2022, date(2022, 1, 20), date(2022, 12, 31))
    new = Isee("sociosanitario", Decimal(20000), 2022, date(2022, 6, 1), date(2022, 12, 31))
    later = Isee("sociosanitario", Decimal(90000), 2022, date(2022, 11, 1), date(2022, 12, 31))
    for isees in ((old, new, later), (later, new, old)):
        assert look(replace(ADELE, isee=isees)).found.it == "20.000,00 €"


def test_without_a_date_of_birth_the_limit_is_not_known():
    found = look(with_person(ADELE, birth_date=None))
    assert (found.verdict, found.missing[0].field) == ("unknown", "person.birth_date")
    assert "40.000,00" in found.required.it
    assert "25.000,00" in found.required.it


def test_an_exclusive_limit_stops_one_cent_before():
    words = {"code": "isee", "label": Text("x", "x"), "sentence": Text("x", "x"), "sources": ()}
    everybody = isee.AgeClass(
        label=Text("x", "x"), accepted=("ordinario",), max=Decimal("25000.00"), inclusive=False
    )
    rule = isee.Rule(kind="isee", classes=(everybody,), **words)
    under, at = (with_isee(ADELE, value, "ordinario") for value in ("24999.99", "25000.00"))
    assert isee.evaluate(rule, under, ON).verdict == "met"
    refused = isee.evaluate(rule, at, ON)
    assert (refused.verdict, refused.reason.it) == (
        "not_met",
        "L’ISEE è 25.000,00 €: deve essere sotto 25.000,00 €.",
    )
    assert refused.required.en == "ordinary ISEE: less than €25,000.00"
    [(label, changed)] = isee.variations(rule, at, ON)
    assert (label.en, changed.isee[0].value) == ("ISEE under €25,000.00", Decimal("24999.99"))
    [(label, changed)] = isee.variations(rule, under, ON)
    assert (label.en, changed.isee[0].value) == ("ISEE of €25,000.00 or more", Decimal("25000.00"))


def test_a_minor_becomes_an_adult_on_the_birthday_and_needs_the_other_isee():
    facts = with_isee(
        with_person(ADELE, birth_date=MINOR_BORN), "38000", "ordinario", valid_to=date(2030, 1, 1)
    )
    assert look(facts, date(2029, 2, 28)).verdict == "met"
    assert look(facts, date(2029, 3, 1)).reason.it == "Serve l’ISEE sociosanitario. Questo è ordinario."


def test_nothing_is_known_of_nobody():
    assert look(Facts()).verdict == "unknown"
