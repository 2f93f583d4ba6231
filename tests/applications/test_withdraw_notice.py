"""Withdrawing the notice: the case goes on and so does the clock."""

import pytest

from tests.applications.factories import NOW
from tests.applications.notices import told
from tests.applications.verb_pages import again, post, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def test_the_clock_goes_on_and_a_new_notice_can_be_sent():
    w, case, notice = told(received=False)
    assert post(w.manager, "withdraw_notice", case, {"note": ""}).status_code == 200
    assert post(w.manager, "withdraw_notice", case, {"note": "Nuovo ISEE"}).status_code == 302
    notice.refresh_from_db()
    assert (notice.outcome, again(case).status) == ("accepted", "assessing")
    assert case.clock_stops.get(reason="notice").ends_on == NOW.date()
    assert post(w.manager, "notify_refusal", case).status_code == 302
