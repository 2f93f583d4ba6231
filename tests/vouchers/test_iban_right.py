"""An IBAN is looked at to the bottom."""

import pytest

from vouchers.checks.looks import iban_is_right


@pytest.mark.parametrize(
    ("iban", "right"),
    [
        ("IT60X0542811101000000123456", True),
        ("IT60A0542811101000000123456", False),  # the bank's own letter
        ("DE89370400440532013000", True),
        ("", False),
        ("IT", False),
    ],
)
def test_an_iban_is_checked_to_the_bottom(iban, right):
    assert iban_is_right(iban) is right
