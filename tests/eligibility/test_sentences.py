"""The words of the rules, all of them, as a person has read and approved them."""

from tests.eligibility.sentences import FILE, lines


def test_every_rule_says_what_was_approved():
    assert list(lines()) == FILE.read_text(encoding="utf-8").splitlines()
