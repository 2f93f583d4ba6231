"""Observations: recorded with their day, they move the day the clock goes on; every one waits for an answer."""

import pytest

from applications import procedure
from applications.actions.record_observations import record_observations
from tests.applications.factories import NOW
from tests.applications.notices import DAY, told
from tests.applications.verb_pages import again, post, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
ON = NOW.date()


@pytest.mark.parametrize(
    ("after", "goes_on"),
    [(3, 13), (10, 20), (12, 10)],  # in time, on the last day, too late: as if it had not come
)
def test_the_clock_goes_on_ten_days_after_observations_in_time(after, goes_on):
    w, case, notice = told()
    record_observations(
        application=case,
        by=w.social_worker,
        at=NOW + 12 * DAY,
        presented_on=ON + after * DAY,
        text="È vecchio",
    )
    assert procedure.notice_stop(notice).ends_on == ON + goes_on * DAY
    assert case.clock_stops.get(reason="notice").ends_on == ON + goes_on * DAY


def test_the_page_records_one_and_refuses_a_day_of_tomorrow():
    w, case, notice = told()
    bad = {"presented_on": f"{ON + DAY:%d/%m/%Y}", "text": "L'ISEE è cambiato"}
    assert "futuro" in post(w.social_worker, "record_observations", case, bad).content.decode()
    assert (
        post(
            w.social_worker, "record_observations", case, bad | {"presented_on": f"{ON:%d/%m/%Y}"}
        ).status_code
        == 302
    )
    row = notice.observations.get()
    assert (row.text, row.presented_on, row.answer) == ("L'ISEE è cambiato", ON, "")
    assert again(case).status == "assessing"
