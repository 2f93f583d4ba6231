"""Figures and dates as each language writes them."""

from datetime import date
from decimal import Decimal

import pytest

from eligibility.text import Source, Text, day, euro, join, number


@pytest.mark.parametrize(
    ("amount", "italian", "english"),
    [
        ("1142.60", "1.142,60 €", "€1,142.60"), ("0", "0,00 €", "€0.00"),
        ("1234567.8", "1.234.567,80 €", "€1,234,567.80"), ("-120", "−120,00 €", "−€120.00"),
    ],
)  # fmt: skip
def test_euro(amount, italian, english):
    assert euro(Decimal(amount)) == Text(italian, english)


def test_number_keeps_its_minus():
    assert number(Decimal("-1120.5")) == Text("−1.120,50", "−1,120.50")


def test_day():
    assert day(date(2026, 5, 1)) == Text("01/05/2026", "1 May 2026")


def test_join():
    a, b, c = Text("a", "x"), Text("b", "y"), Text("c", "z")
    assert join([a]) == a
    assert join([a, b, c]) == Text("a, b e c", "x, y and z")


@pytest.mark.parametrize(
    ("code", "said"), [("it", "sì"), ("it-IT", "sì"), ("en-gb", "yes"), ("de", "yes"), (None, "yes")]
)
def test_said(code, said):
    assert Text("sì", "yes").said(code) == said


def test_citation():
    assert Source("L. 104/1992", "art. 3 c. 3").citation == "L. 104/1992, art. 3 c. 3"
    assert Source("L. 18/1980").citation == "L. 18/1980"
