"""What offices type is understood; what cannot be understood is answered with how to write it."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override

from accounts.fields import B2Form, ItalianDateField, ItalianMoneyField


@pytest.mark.parametrize(
    "typed", ["12/07/1948", "12.7.1948", "12-07-1948", " 12/7/1948 ", "1948-07-12", "12 7 1948"]
)
def test_a_date_is_read_however_it_is_typed(typed):
    assert ItalianDateField().clean(typed) == date(1948, 7, 12)


@pytest.mark.parametrize(
    "typed", ["31/02/2026", "12/07/48", "07/13/1948", "ieri", "12/07/0948", "1948/07/12", "12072026"]
)
def test_what_is_not_a_day_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError) as refused:
        ItalianDateField().clean(typed)
    assert refused.value.messages == ["Scrivi la data così: 12/07/1948"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.142,60", "1142.60"),
        ("1142,60", "1142.60"),
        ("1142.60", "1142.60"),
        ("1142,6", "1142.60"),
        ("1142", "1142.00"),
        ("25.000", "25000.00"),
        ("€ 25.000,01", "25000.01"),
        ("680,00\u00a0€", "680.00"),
        ("0", "0.00"),
    ],
)
def test_an_amount_is_read_however_it_is_typed(typed, value):
    read = ItalianMoneyField().clean(typed)
    assert read == Decimal(value)
    assert read.as_tuple().exponent == -2


@pytest.mark.parametrize(
    "typed", ["1.142,605", "1142.605", "mille", "12a,00", "1,142.60", "-5,00", "1.14,60", "1,,2", ","]
)
def test_letters_three_decimals_and_mixed_marks_are_refused(typed):
    with pytest.raises(ValidationError) as refused:
        ItalianMoneyField().clean(typed)
    assert refused.value.messages == ["Scrivi l'importo con la virgola, per esempio 1.142,60"]


def test_a_forgotten_comma_is_noticed():
    with pytest.raises(ValidationError) as refused:
        ItalianMoneyField(limit=Decimal("100000.00")).clean("1564000")
    assert "100.000,00" in refused.value.messages[0]


class Person(B2Form, forms.Form):
    name = forms.CharField()
    born = ItalianDateField(required=False)
    income = ItalianMoneyField(required=False)
    town = forms.ChoiceField(choices=[("", "–"), ("a", "Borgolungo")])
    agreed = forms.BooleanField()
    own = forms.CharField(error_messages={"required": "The number on the card"})


def test_values_come_back_as_italians_write_them():
    form = Person(initial={"born": date(1948, 7, 1), "income": Decimal("15640.00")})
    assert 'value="01/07/1948"' in str(form["born"])
    assert 'value="15.640,00"' in str(form["income"])


def test_what_was_typed_wrong_is_not_lost():
    form = Person({"born": "31/02/1948", "income": "12a"})
    assert not form.is_valid()
    assert 'value="31/02/1948"' in str(form["born"])
    assert 'value="12a"' in str(form["income"])


def test_the_same_day_in_another_spelling_is_not_a_change():
    assert not ItalianDateField().has_changed(date(1948, 7, 12), "12.7.1948")
    assert not ItalianMoneyField().has_changed(Decimal("1142.60"), "1142,6")
    assert ItalianMoneyField().has_changed(Decimal("1142.60"), "1142,61")


def test_a_missing_value_is_asked_for_in_plain_words():
    with override("en"):
        errors = Person({}).errors
        assert errors["name"] == ["Write this: it is needed to go on"]
        assert errors["town"] == ["Choose one of the answers"]
        assert errors["agreed"] == ["Tick this to go on"]
        assert errors["own"] == ["The number on the card"]
