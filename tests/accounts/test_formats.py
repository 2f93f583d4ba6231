"""Money and dates as people read them, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from accounts import formats

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("value", "italian", "english"),
    [
        (Decimal("1142.60"), "1.142,60\u00a0€", "€1,142.60"),
        (Decimal("0"), "0,00\u00a0€", "€0.00"),
        (Decimal("-340"), "−340,00\u00a0€", "−€340.00"),
        (Decimal("100295"), "100.295,00\u00a0€", "€100,295.00"),
        (None, "–", "–"),
    ],
)
def test_euro(value, italian, english):
    with override("it"):
        assert formats.euro(value) == italian
    with override("en"):
        assert formats.euro(value) == english


def test_a_difference_shows_its_sign():
    with override("it"):
        assert formats.signed_euro(Decimal("2815")) == "+2.815,00\u00a0€"
        assert formats.signed_euro(Decimal("-40")) == "−40,00\u00a0€"
        assert formats.signed_euro(Decimal("0")) == "0,00\u00a0€"


def test_dates_in_italian():
    with override("it"):
        assert formats.day(date(2026, 1, 5)) == "05/01/2026"
        assert formats.day_words(date(2026, 11, 20)) == "ven 20 novembre"
        assert formats.day_words(date(2027, 5, 31), "year") == "lun 31 maggio 2027"
        assert formats.day_words(date(2026, 6, 1), "long") == "1° giugno 2026"
        assert formats.month_words(date(2026, 11, 1)) == "novembre 2026"
        assert formats.day(None) == formats.day_words(None) == formats.month_words(None) == "–"


def test_dates_in_english():
    with override("en"):
        assert formats.day_words(date(2026, 11, 20)) == "Fri 20 November"
        assert formats.month_words(date(2026, 11, 1)) == "November 2026"


def test_a_moment_is_told_in_rome():
    assert formats.moment(datetime(2026, 11, 18, 23, 30, tzinfo=UTC)) == "19/11/2026, 0:30"
    assert formats.day(datetime(2026, 11, 18, 23, 30, tzinfo=UTC)) == "19/11/2026"


@pytest.mark.parametrize(
    ("value", "english", "italian"),
    [
        (date(2026, 11, 13), "5 days overdue", "in ritardo di 5 giorni"),
        (date(2026, 11, 17), "1 day overdue", "in ritardo di 1 giorno"),
        (TODAY, "today", "oggi"),
        (date(2026, 11, 19), "tomorrow", "domani"),
        (date(2026, 11, 20), "in 2 days", "tra 2 giorni"),
        (None, "", ""),
    ],
)
def test_distance(value, english, italian):
    with override("en"):
        assert formats.distance(value, TODAY) == english
    with override("it"):
        assert formats.distance(value, TODAY) == italian


def test_expiry_and_waiting():
    with override("en"):
        assert formats.expiry(date(2026, 12, 31), TODAY) == "expires in 43 days"
        assert formats.expiry(date(2026, 11, 15), TODAY) == "expired 3 days ago"
        assert formats.expiry(TODAY, TODAY) == "expires today"
        assert formats.expiry(None, TODAY) == "no expiry date"
        assert formats.since(date(2026, 11, 12), TODAY) == "for 6 days"
        assert formats.since(TODAY, TODAY) == "since today"


def test_masks_show_enough_to_recognise_and_not_to_copy():
    assert formats.masked_tax_code("RSSMRA48L12X205X") == "RSS***…205X"
    assert formats.masked_iban("IT60X0542811101000000004417") == "…4417"
    assert formats.masked_tax_code("") == formats.masked_iban(None) == "–"
