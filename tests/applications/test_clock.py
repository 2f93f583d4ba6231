"""The clock of a procedure: worked terms, stops, holidays, and what must hold for any of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications import clock
from applications.clock import Stop

OPEN = lambda day: False  # noqa: E731
D = date


def read(start, days, on, *stops, closed=OPEN):
    return clock.read(started_on=start, days=days, stops=stops, on=on, closed=closed)


def test_the_first_day_is_not_counted():
    reading = read(D(2026, 11, 2), 30, D(2026, 11, 12))
    assert (reading.used, reading.left, reading.due_on) == (10, 20, D(2026, 12, 2))
    assert reading.stopped_since is None


@pytest.mark.parametrize(
    ("day", "patron", "opens"),
    [
        (D(2026, 11, 29), "", D(2026, 11, 30)),  # a Sunday
        (D(2026, 12, 8), "", D(2026, 12, 9)),  # Immaculate Conception, a Tuesday
        (D(2026, 12, 25), "", D(2026, 12, 28)),  # Christmas, St Stephen on Saturday, Sunday
        (D(2027, 3, 28), "", D(2027, 3, 30)),  # Easter and its Monday
        (D(2026, 10, 4), "", D(2026, 10, 5)),
        (D(2026, 11, 28), "", D(2026, 11, 28)),  # a Saturday is an open day
        (D(2026, 6, 24), "06-24", D(2026, 6, 25)),  # the patron saint of this Comune only
        (D(2026, 6, 24), "", D(2026, 6, 24)),
    ],
)
def test_no_term_ends_on_a_day_the_offices_are_closed(day, patron, opens):
    closed = clock.closed_days(patron)
    assert clock.open_day(day, closed) == opens
    assert read(day - timedelta(days=30), 30, day, closed=closed).due_on == opens


def test_days_already_used_stay_used():
    """Asked on day 20 of 90, received after 15 days: 70 are left and the end moves by 15."""
    start, asked, back = D(2026, 9, 1), D(2026, 9, 21), D(2026, 10, 6)
    still = read(start, 90, D(2026, 10, 1), Stop(asked))
    assert (still.used, still.left, still.due_on, still.stopped_since) == (20, 70, None, asked)
    after = read(start, 90, D(2026, 10, 8), Stop(asked, back))
    assert (after.used, after.left, after.stopped_days) == (22, 68, 15)
    assert after.due_on == start + timedelta(days=105)
    assert after.stopped_since is None


def test_stops_that_overlap_count_once():
    start = D(2026, 9, 1)
    two = (Stop(D(2026, 9, 10), D(2026, 9, 20)), Stop(D(2026, 9, 15), D(2026, 9, 25)))
    assert read(start, 30, D(2026, 9, 30), *two).stopped_days == 15
    within = (Stop(D(2026, 9, 10), None), Stop(D(2026, 9, 15), D(2026, 9, 25)))
    assert read(start, 30, D(2026, 9, 30), *within).due_on is None


def test_a_stop_after_the_end_brings_nothing_back():
    reading = read(D(2026, 9, 1), 30, D(2026, 11, 1), Stop(D(2026, 10, 20), D(2026, 10, 30)))
    assert reading.due_on == D(2026, 10, 1)
    assert reading.is_late(D(2026, 11, 1))
    assert reading.stopped_days == 0


@pytest.mark.parametrize(
    ("answered", "goes_on"),
    [
        (None, D(2026, 11, 12)),  # ten days to answer, nobody does
        (D(2026, 11, 5), D(2026, 11, 15)),  # ten days after the observations
        (D(2026, 11, 12), D(2026, 11, 22)),  # on the last day
        (D(2026, 11, 20), D(2026, 11, 12)),  # too late: as if they had not come
    ],
)
def test_a_notice_of_refusal_suspends_the_term(answered, goes_on):
    stop = clock.notice_stop(notified_on=D(2026, 11, 2), days=10, answered_on=answered)
    assert stop == Stop(D(2026, 11, 2), goes_on)


days = st.dates(D(2025, 1, 1), D(2027, 12, 31))
stops = st.lists(st.builds(lambda a, n: Stop(a, a + timedelta(days=n)), days, st.integers(0, 60)), max_size=5)


@given(start=days, length=st.integers(1, 180), on=days, stops=stops)
def test_no_stop_ever_takes_days_away(start, length, on, stops):
    """Whatever the stops: never less time than without them, and used plus left is always the whole."""
    closed = clock.closed_days()
    reading = read(start, length, on, *stops, closed=closed)
    assert reading.due_on >= read(start, length, on, closed=closed).due_on
    assert not closed(reading.due_on)
    assert reading.used + reading.left == length
    assert reading.used >= 0
    assert read(start, length, on, *reversed(stops), closed=closed) == reading
