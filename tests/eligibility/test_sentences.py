"""The words of the rules, all of them, as a person has read and approved them."""

import pytest

from eligibility.criteria import KINDS
from tests.eligibility.sentences import AMOUNT, approved, lines


@pytest.mark.parametrize("part", [*KINDS, AMOUNT])
def test_every_rule_says_what_was_approved(part):
    said = list(lines(part))
    assert said
    assert said == approved(part)
