"""The codice fiscale: three checks, two comparisons, no guessed century."""

from datetime import date

import pytest
from django.utils import translation
from stdnum.it.codicefiscale import calc_check_digit

from accounts.refusal import Refused
from applications import tax_code

ON = date(2026, 11, 18)
ADELE = "BRMDLA48L52X104B"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_reads_a_woman_and_a_place_outside_the_archive():
    found = tax_code.read(" brmdla48l52 x104b ")
    assert (found.code, found.sex, found.place_code, found.birth_place) == (ADELE, "F", "X104", "")
    assert found.candidates(on=ON) == [date(1948, 7, 12)]
    assert tax_code.said(found, on=ON) == "woman, born 12 July 1948"


def test_reads_the_place_and_letters_in_the_place_of_digits():
    plain, omocode = tax_code.read("RSSMRA80A01F205X"), tax_code.read("RSSMRA80A01F20RS")
    assert plain.birth_place == "Milano (MI)"
    assert not plain.is_omocode
    assert (omocode.birth_place, omocode.sex, omocode.is_omocode) == ("Milano (MI)", "M", True)
    assert omocode.candidates(on=ON) == plain.candidates(on=ON) == [date(1980, 1, 1)]
    assert plain.code in tax_code.variants(omocode.code)
    assert omocode.code in tax_code.variants(plain.code)


def test_never_chooses_the_century():
    found = tax_code.read("RSSMRA20A01F205J")
    assert found.candidates(on=ON) == [date(2020, 1, 1), date(1920, 1, 1)]
    assert tax_code.said(found, on=ON) == "man, born 1 January 1920 or 1 January 2020 in Milano (MI)"
    assert found.says(date(1920, 1, 1))
    assert found.says(date(2020, 1, 1))
    assert not found.says(date(2020, 1, 2))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (ADELE[:15], "A codice fiscale has 16 characters: you typed 15"),
        ("BRMDLA48L52X104-", "only letters and digits"),
        ("1RMDLA48L52X104B", "not in their places"),
        (
            "BRMDLA48L52X104C",
            "check for swapped characters. As it is written it says: woman, born 12/07/48.",
        ),
        ("BRMDLA48L25X104B", "As it is written it says: man, born 25/07/48."),
        ("12345678901", "The last digit does not match"),
    ],
)
def test_says_which_check_failed(code, words):
    with pytest.raises(Refused) as refusal:
        tax_code.read(code)
    assert words in str(refusal.value)


def test_refuses_a_day_that_does_not_exist():
    root = "RSSMRA80B30F205"  # 30 February
    with pytest.raises(Refused, match="does not exist"):
        tax_code.read(root + calc_check_digit(root))


def test_names_the_date_that_was_swapped():
    problems = tax_code.compare(tax_code.read(ADELE), birth_date=date(1948, 7, 21), sex="M", on=ON)
    assert problems == [
        ("birth_date", "The codice fiscale says 12/07/1948, you typed 21/07/1948. Which is right?"),
        ("sex", "The codice fiscale says woman, you chose man. Which is right?"),
    ]
    assert tax_code.compare(tax_code.read(ADELE), birth_date=date(1948, 7, 12), sex="F", on=ON) == []


def test_another_name_is_only_a_warning():
    decoded = tax_code.read(ADELE)
    assert tax_code.name_warning(decoded, last_name="Brambati", first_name="Adele") == ""
    warning = tax_code.name_warning(decoded, last_name="Brambati", first_name="Marta")
    assert "BRMMRT" in warning
    assert "BRMDLA" in warning


def test_a_provisional_number_says_nothing():
    found = tax_code.read("00743110157")
    assert found.candidates(on=ON) == []
    assert found.says(date(1980, 1, 1))
