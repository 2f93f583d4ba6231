"""Facts: canonical bytes, amounts refused where they are built, age to the day."""

from datetime import date
from decimal import Decimal

import pytest

from eligibility.canonical import Misfit
from eligibility.facts import Caregiver, CarerContract, Certificate, Facts, Isee, Person, Project
from tests.eligibility.people import ADELE, ON, with_carer


def test_equal_facts_are_equal_bytes_however_they_are_written():
    short, long = (
        Facts(
            isee=(Isee("ordinario", Decimal(value), 2022),), carer=CarerContract(monthly_cost=Decimal(value))
        )
        for value in ("950", "950.00")
    )
    assert short == long
    assert short.to_json() == long.to_json()


def test_what_is_not_known_is_not_written_and_known_to_be_none_is():
    assert Facts().to_json() == "{}"
    assert Facts(certificates=()).to_json() == '{"certificates":[]}'
    assert Facts.from_json('{"certificates":[]}').certificates == ()
    assert Facts.from_json("{}").certificates is None


def test_round_trip_from_text_and_from_a_json_column():
    facts = with_carer(ADELE, ends_on=date(2023, 1, 31), weekly_hours=Decimal("25.5"))
    assert Facts.from_json(facts.to_json()) == facts
    assert Facts.from_json({"person": {"birth_date": "1938-03-01"}}) == Facts(person=Person(date(1938, 3, 1)))


@pytest.mark.parametrize(
    "value", [Decimal("1.005"), Decimal("-1"), "abc", Decimal("NaN"), Decimal("Infinity"), 12.5]
)
def test_an_amount_that_is_not_money_is_refused(value):
    with pytest.raises(ValueError, match="value"):
        Isee("ordinario", value, 2022)


def test_hours_and_costs_take_two_places_and_none_stays_none():
    assert str(Caregiver(weekly_hours=35).weekly_hours) == "35.00"
    assert Project().monthly_cost is None


def test_a_record_is_the_answer_to_whether_there_is_one():
    assert Facts(caregiver=Caregiver("Marta")).has_caregiver is True
    assert Facts(carer=CarerContract()).has_carer is True
    with pytest.raises(ValueError, match="has_carer is False but carer is given"):
        Facts(has_carer=False, carer=CarerContract())


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2004, 10, 3), ON, 18), (date(2004, 10, 4), ON, 17), (date(2022, 10, 3), ON, 0),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18), (None, ON, None),
    ],
)  # fmt: skip
def test_age_on(born, on, age):
    assert Facts(person=Person(born)).age_on(on) == age


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"surname": "x"}', r"surname: found an unknown key, allowed: person, certificates"),
        ("[]", r"\(top\): found a list, allowed: a table with person"),
        ('{"person": {"birth_date": "1938-02-30"}}', 'birth_date: found "1938-02-30", allowed: a date'),
        ('{"person": {"birth_date": 1938}}', "birth_date: found 1938, allowed: a date"),
        ('{"person": {"lives_at_home": "yes"}}', 'lives_at_home: found "yes", allowed: true or false'),
        ('{"person": {"municipality": true}}', "municipality: found true, allowed: text in quotes"),
        ('{"certificates": [{"kind": "x"}]}', r'certificates\[1\]\.kind: found "x", allowed: "law_104_c3"'),
        ('{"certificates": {}}', "certificates: found a table, allowed: a list"),
        ('{"certificates": [null]}', r"certificates\[1\]: found nothing, allowed: a table with kind"),
        (
            '{"isee": [{"kind": "ordinario", "year": 2022}]}',
            r"isee\[1\]\.value: found nothing, allowed: this key",
        ),
        (
            '{"isee": [{"kind": "ordinario", "year": "2022", "value": "1"}]}',
            'found "2022", allowed: a whole number',
        ),
        (
            '{"isee": [{"kind": "ordinario", "year": 2022, "value": "x"}]}',
            'found "x", allowed: a number such as',
        ),
        (
            '{"isee": [{"kind": "ordinario", "year": 2022, "value": true}]}',
            "found true, allowed: a number such as",
        ),
        (
            '{"isee": [{"kind": "ordinario", "year": 2022, "value": "NaN"}]}',
            'found "NaN", allowed: a number such as',
        ),
        (
            '{"isee": [{"kind": "ordinario", "year": 2022, "value": "-1"}]}',
            r"isee\[1\]: found value: -1 must be zero",
        ),
    ],
)
def test_json_that_does_not_fit_names_the_key(text, message):
    with pytest.raises(Misfit, match=message):
        Facts.from_json(text)


def test_a_certificate_reads_its_defaults():
    assert Facts.from_json('{"certificates":[{"kind":"law_104_c3"}]}').certificates == (
        Certificate("law_104_c3"),
    )
