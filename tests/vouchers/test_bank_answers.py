"""Files that are no answer of a bank, and what an answer says, without any payment of ours."""

import pytest

from tests.vouchers.answers_of_banks import camt, left
from vouchers.bank import answers, marked_lines
from vouchers.bank.answers import NotAnAnswer, Outcome

BOMB = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><Document>&c;</Document>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Document>&b;</Document>'


@pytest.mark.parametrize(
    "data",
    [BOMB, OUTSIDE, b"<Document><BkToCstmrStmt>", b"<a>\x00</a>", b"<a/><b/>", b"<" + b"a><" * 60, b"<x/>"],
)
def test_an_xml_that_bites_is_not_read(data):
    with pytest.raises(NotAnAnswer):
        answers.read(data)


def test_the_line_where_an_xml_breaks_is_said():
    with pytest.raises(NotAnAnswer, match="3"):
        answers.read(b"<Document>\n<a>\n</b></Document>")
    with pytest.raises(marked_lines.Unreadable):
        marked_lines.read(b"<a>" * 50 + b"</a>" * 50)


def test_days_and_amounts_that_are_none_are_named():
    data = camt(
        "053",
        [left("B2-1", "abc"), left("B2-2", "-1"), left("B2-3", "0.001"), left("B2-4", "١")],
        day="2026-13-01",
    )
    found = answers.read(data)
    assert len(found.problems) == 8
    intraday = data.replace(b"BkToCstmrStmt", b"BkToCstmrAcctRpt")
    with pytest.raises(NotAnAnswer, match=r"camt\.052"):
        answers.read(intraday)


def test_what_is_only_pending_is_not_told():
    data = camt("053", [left("B2-1", "5.00").replace("BOOK", "PDNG"), left("B2-2", "5.00")])
    assert [(one.end_to_end_id, one.outcome) for one in answers.read(data).rows] == [("B2-2", Outcome.PAID)]
