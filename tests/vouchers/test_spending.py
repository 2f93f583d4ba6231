"""When the money of a list ends, month by month, and how it is drawn."""

from decimal import Decimal

import pytest

from tests.applications.factories import NOW, TODAY
from tests.vouchers.ranked import approved, computed, eligible, money_line, with_ranking
from vouchers import ranking_page, spending, spending_chart
from vouchers.actions.award import award

pytestmark = pytest.mark.django_db


def of(snapshot, on=TODAY):
    return spending.of_list(snapshot, ranking_page.rows_of(snapshot), on=on)


def test_what_is_spent_with_who_is_funded_and_with_everybody(w, django_assert_max_num_queries):
    w = with_ranking(w)
    cases = eligible(w)  # 4.800 euro each, money for two
    money_line(w, "9600.00")
    snapshot = approved(w)
    with django_assert_max_num_queries(8):
        found = of(snapshot)
    assert found.limit == Decimal("9600.00")
    assert (found.granted, found.proposed, found.free) == (0, Decimal("9600.00"), 0)
    last = found.months[-1]
    assert round(last.funded, 2) == Decimal("9600.00")  # twelve months of 400 for two
    assert round(last.everybody, 2) == Decimal("19200.00")
    assert found.ends_funded is None
    # 1.600 a month for four: the seventh month does not fit any more, what is behind is paid at once
    gone = [one for one in found.months if one.booked is not None]
    behind = len(gone)
    assert found.ends_everybody == found.months[max(6, behind)].month
    # granted, the same money is counted once
    award(application=cases["adele"], by=w.director, at=NOW)
    again = of(snapshot)
    assert (again.granted, again.proposed) == (Decimal("4800.00"), Decimal("4800.00"))
    assert round(again.months[-1].funded, 2) == Decimal("9600.00")


def test_the_drawing_stays_in_its_box_and_writes_points_not_commas(w):
    w = with_ranking(w)
    eligible(w)
    money_line(w, "9600.00")
    found = of(computed(w))
    drawn = spending_chart.drawn(found)
    points = [tuple(map(float, one.split(","))) for one in f"{drawn.funded} {drawn.everybody}".split()]
    assert points
    assert all(0 <= x <= 720 and 0 <= y <= 236 for x, y in points)
    assert float(drawn.limit_y) == pytest.approx(206 - 9600 / 20000 * 172, abs=0.1)
    assert [label for _y, label in drawn.ticks] == ["0", "5", "10", "15", "20"]
    assert float(drawn.funded_end) - float(drawn.everybody_end) >= spending_chart.APART


def test_a_list_no_line_pays_has_no_chart(w):
    w = with_ranking(w)
    eligible(w, "adele")
    line = money_line(w, "4800.00")
    snapshot = computed(w)
    rows = ranking_page.rows_of(snapshot)
    for row in rows:
        row.costs = {"altra": "1.00"}
    assert spending.of_list(snapshot, rows, on=TODAY) is None
    assert line.code not in rows[0].costs
