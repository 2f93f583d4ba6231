"""What would change it: one datum, the nearest value that matters, the total after it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from eligibility.counterfactual import what_would_change
from eligibility.facts import Assessment, Facts
from tests.eligibility.people import ADELE, ON, RULES, with_carer, with_isee, with_person


def table(facts):
    return {
        c.label.it: (c.verdict, c.monthly_total, c.difference) for c in what_would_change(facts, RULES, ON)
    }


def test_a_full_award_can_only_lose():
    gone = ("not_entitled", Decimal("0.00"), Decimal("-800.00"))
    assert table(with_carer(ADELE)) == {
        "Residenza fuori dall’Ambito": gone,
        "Ingresso in struttura": gone,
        "ISEE oltre 25.000,00 €": gone,
        "Fine del contratto dell’assistente": ("entitled", Decimal("400.00"), Decimal("-400.00")),
    }  # without the caregiver the carer's voucher gives 800.00 too: no change, so not listed


def test_a_higher_cost_of_the_carer_brings_the_ceiling():
    changes = table(with_carer(replace(ADELE, has_caregiver=False), monthly_cost=Decimal(650)))
    assert changes["Costo dell’assistente da 800,00 € in su"] == (
        "entitled",
        Decimal("800.00"),
        Decimal("150.00"),
    )
    assert changes["Arriva un caregiver familiare"] == ("entitled", Decimal("800.00"), Decimal("150.00"))


def test_a_refusal_says_what_would_open_the_door():
    assert table(with_isee(ADELE, "25430")) == {
        "ISEE fino a 25.000,00 €": ("entitled", Decimal(400), Decimal(400))
    }
    assert table(with_person(ADELE, lives_at_home=False)).keys() == {"Vive a casa"}
    assert table(with_person(ADELE, resident_in_ambito=False)).keys() == {
        "Residenza in un Comune dell’Ambito"
    }
    assert table(replace(ADELE, certificates=())).keys() == {
        "Riconoscimento: L. 104/1992, art. 3 c. 3", "Riconoscimento: indennità di accompagnamento",
    }  # fmt: skip
    mild = replace(ADELE, assessment=Assessment(severe_limitation=False, signed_by_both=True))
    assert table(mild).keys() == {"Una valutazione firmata che trova limitazioni gravi"}


def test_what_is_not_known_has_no_difference():
    changes = table(replace(ADELE, isee=None))
    assert changes["ISEE fino a 25.000,00 €"] == ("entitled", Decimal(400), None)
    assert changes["ISEE oltre 25.000,00 €"] == ("not_entitled", Decimal(0), None)
    assert set(table(Facts())) == {"Residenza fuori dall’Ambito", "Ingresso in struttura"}


def test_a_carer_out_of_the_rules_can_be_put_right():
    changes = table(with_carer(ADELE, regular=False))
    assert changes["Assistente assunta in regola"] == ("entitled", Decimal(800), Decimal(400))
    assert "Costo dell’assistente da 400,00 € in su" not in changes


def test_only_what_was_requested_is_varied():
    changes = table(replace(with_carer(ADELE), requested=("caregiver",)))
    assert "Fine del contratto dell’assistente" not in changes
    assert changes["Nessun caregiver familiare"] == ("entitled", Decimal(0), Decimal(-400))


def test_a_minor_is_measured_against_the_limit_of_minors():
    minor = with_isee(with_person(ADELE, birth_date=date(2011, 3, 1)), "40000.01", "ordinario")
    assert "ISEE fino a 40.000,00 €" in table(replace(minor, requested=("caregiver",)))
